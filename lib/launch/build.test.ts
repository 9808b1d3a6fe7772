import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashSources } from './build.ts';

let folder = '';

function write(path: string, content: string): void {
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cooper-build-'));
  write('package-lock.json', '{}');
  write('app/page.tsx', 'page');
  write('lib/s3/client.ts', 'client');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the stamp of a build', () => {
  it.each([
    ['package-lock.json', '{ }'],
    ['next.config.js', 'new'],
    ['app/page.tsx', 'changed'],
    ['app/(console)/layout.tsx', 'new'],
    ['lib/s3/client.ts', 'changed'],
    ['public/icon.svg', 'new'],
  ])('changes with %s', (path, content) => {
    const before = hashSources(folder);
    write(path, content);
    expect(hashSources(folder)).not.toBe(before);
  });

  it.each([
    'lib/s3/client.test.ts',
    'lib/launch/start.ts',
    'README.md',
    'docs/x.md',
    'e2e/x.ts',
    'lib/embedded-s3/x.ts',
  ])('does not change with %s', (path) => {
    const before = hashSources(folder);
    write(path, 'new');
    expect(hashSources(folder)).toBe(before);
  });

  it('tells a renamed file from the same content elsewhere', () => {
    const before = hashSources(folder);
    rmSync(join(folder, 'app/page.tsx'));
    write('app/other.tsx', 'page');
    expect(hashSources(folder)).not.toBe(before);
  });
});
