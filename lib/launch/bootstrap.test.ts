import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder = '';

/** A project of nothing but the bootstrap, a lock file and a command that says what it was given. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cooper-bootstrap-'));
  mkdirSync(join(folder, 'lib', 'launch'), { recursive: true });
  cpSync(new URL('bootstrap.mjs', import.meta.url), join(folder, 'lib', 'launch', 'bootstrap.mjs'));
  writeFileSync(
    join(folder, 'lib', 'launch', 'test-ceph.ts'),
    `const words: string[] = process.argv.slice(2);
     if (words[0] === 'wait') {
       process.on('SIGTERM', () => process.exit(7));
       setInterval(() => undefined, 1000);
     }
     console.log('ran ' + words.join(' '));
     if (words[0] !== 'wait') process.exit(Number(words[0] ?? 0));`,
  );
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'planted', version: '1.0.0', type: 'module' }));
  const packages = { '': { name: 'planted', version: '1.0.0' } };
  const lock = { name: 'planted', version: '1.0.0', lockfileVersion: 3, requires: true, packages };
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(args: string[], nodeArgs: string[] = []): ChildProcess {
  const bootstrap = join(folder, 'lib', 'launch', 'bootstrap.mjs');
  return spawn(process.execPath, [...nodeArgs, bootstrap, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(args: string[], nodeArgs: string[] = []): Promise<{ code: number | null; output: string }> {
  const child = start(args, nodeArgs);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

describe('the bootstrap', () => {
  it('installs at the first run only, then hands over with arguments and exit code', async () => {
    const first = await run(['test:ceph', '3', 'journey']);
    expect(first.output).toContain('Installing what package-lock.json says');
    expect(first.output).toContain('ran 3 journey');
    expect(first.code).toBe(3);
    const second = await run(['test:ceph']);
    expect(second).toEqual({ code: 0, output: 'ran \n' });
  }, 60_000);

  it('installs again when the lock file is another', async () => {
    await run(['test:ceph']);
    const path = join(folder, 'package-lock.json');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('1.0.0', '1.0.1'));
    expect((await run(['test:ceph'])).output).toContain('Installing');
  }, 60_000);

  it('leaves alone what npm put there by hand', async () => {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: {} }));
    expect(await run(['test:ceph'])).toEqual({ code: 0, output: 'ran \n' });
  });

  it('says that the installation failed, and does not run the command', async () => {
    writeFileSync(join(folder, 'package-lock.json'), 'no lock file');
    const { code, output } = await run(['test:ceph']);
    expect(code).toBe(1);
    expect(output).toContain('npm ci failed');
    expect(output).not.toContain('ran');
    expect(existsSync(join(folder, 'node_modules', '.cooper-installed'))).toBe(false);
  }, 60_000);

  it('prefers the pinned Node', async () => {
    mkdirSync(join(folder, 'node_modules', 'node', 'bin'), { recursive: true });
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: {} }));
    symlinkSync('/bin/echo', join(folder, 'node_modules', 'node', 'bin', 'node'));
    expect((await run(['test:ceph', 'word'])).output).toMatch(/test-ceph\.ts word\n$/u);
  });

  it('passes SIGTERM on and ends as the command did', async () => {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: {} }));
    const child = start(['test:ceph', 'wait']);
    await once(child.stdout!, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([7, null]);
  });

  it('stops the command when npm and its shell were stopped', async () => {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: {} }));
    // The colon after it keeps the shell from replacing itself by the command.
    const command = `${process.execPath} lib/launch/bootstrap.mjs test:ceph wait; :`;
    const shell = spawn('sh', ['-c', command], {
      cwd: folder,
      env: { ...process.env, npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(shell.stdout, 'data');
    shell.kill('SIGKILL');
    // The pipe closes when the last process that holds it has ended.
    await once(shell.stdout, 'close');
    expect(shell.signalCode).toBe('SIGKILL');
  });

  it.each(['18.20.8', '20.8.1'])('refuses Node %s with one sentence', async (version) => {
    const pretend = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${version}'})`;
    const { code, output } = await run(['start'], ['--import', pretend]);
    expect(code).toBe(1);
    expect(output).toBe(`cooper: Node 20.9 or newer is needed, and this is ${version}: https://nodejs.org\n`);
  });

  it.each([[[]], [['strat']]])('names its commands when it does not know %j', async (args) => {
    const { code, output } = await run(args);
    expect(code).toBe(1);
    expect(output).toContain('start, dev, test, test:contract, test:e2e, test:ceph, test:postgres, validate, bench');
  });
});
