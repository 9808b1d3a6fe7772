import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './project.ts';

interface LockedPackage {
  version?: string;
  integrity?: string;
  os?: string[];
  cpu?: string[];
  link?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, LockedPackage>;
};

/** Where Node would find a package from a folder: beside it, or beside any folder above. */
function isLocked(from: string, name: string): boolean {
  if (packages[`${from ? `${from}/` : ''}node_modules/${name}`]) return true;
  if (from === '') return false;
  return isLocked(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}

describe('package-lock.json', () => {
  it('locks every package for every system, which `npm ci` insists on', () => {
    // npm leaves out, in silence, optional packages that a registry mirror for one system does not have.
    const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !isLocked(path, name)),
    );
    expect(missing).toEqual([]);
  });

  it('names no registry and has the hash of everything that runs on Linux', () => {
    const entries = Object.entries(packages).filter(([path]) => path !== '');
    expect(entries.filter(([, entry]) => 'resolved' in entry)).toEqual([]);
    const forLinux = entries.filter(([, { os, cpu }]) => !os || (os.includes('linux') && (cpu ?? []).includes('x64')));
    const unhashed = forLinux.filter(([, { integrity, cpu }]) => !integrity && !cpu?.includes('wasm32'));
    expect(unhashed.map(([path]) => path)).toEqual([]);
  });
});
