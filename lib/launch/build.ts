import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitForLock } from '../store/lock.ts';
import { ensureTemplate, templateName } from '../store/template.ts';
import { runProgram } from './processes.ts';
import { programs, root } from './project.ts';

/**
 * What decides how the built console looks and acts. Folders that only tests and launchers use are left out, and so is
 * tsconfig.json, which Next rewrites as it builds.
 */
const sources = [
  '{package-lock.json,next.config.js,postcss.config.mjs,instrumentation*.ts,proxy.ts}',
  '{app,components,public}/**',
  'lib/**',
];
const unbuilt = /^lib[/\\](?:launch|testing|embedded-s3)[/\\]|\.(?:test|contract)\.tsx?$|README\.md$/u;

const longestBuildMs = 15 * 60_000;

/** Where `next build` with `output: 'standalone'` leaves a server that needs no node_modules. */
export const standaloneDir = join(root, '.next', 'standalone');
const stampFile = join(standaloneDir, '.cooper-build');

/** A hash over names and contents of everything the build is made from. */
export function hashSources(folder: string): string {
  const hash = createHash('sha256').update(process.versions.node);
  const files = globSync(sources, { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  for (const file of files.filter((name) => !unbuilt.test(name)).toSorted()) {
    const content = readFileSync(join(folder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function isCurrent(hash: string): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;
}

/** What the server needs of that which Next puts beside it. */
const needed: ReadonlySet<string> = new Set(['.next', 'node_modules', 'package.json', 'server.js']);

/**
 * Next takes along whatever it cannot rule out: the whole project, and .env files that may hold secrets. It leaves out what
 * it expects a CDN to serve.
 */
async function completeStandalone(): Promise<void> {
  for (const name of readdirSync(standaloneDir).filter((entry) => !needed.has(entry))) {
    rmSync(join(standaloneDir, name), { recursive: true });
  }
  for (const folder of ['public', join('.next', 'static'), join('docs', 'errors')]) {
    cpSync(join(root, folder), join(standaloneDir, folder), { recursive: true });
  }
  cpSync(await ensureTemplate(join(root, 'node_modules')), join(standaloneDir, templateName), { recursive: true });
}

/** Builds the console unless the build at hand was made from what is there now. @throws when the build fails */
export async function ensureBuild(): Promise<void> {
  const lockFile = join(root, 'node_modules', '.cache', 'cooper', 'build.lock');
  const onWait = () => console.log('Waiting for another build of this folder …');
  const lock = await waitForLock(lockFile, { waitMs: longestBuildMs, onWait });
  if (!lock) throw new Error(`Another build of this folder has not ended within ${longestBuildMs / 60_000} minutes.`);
  try {
    const hash = hashSources(root);
    if (isCurrent(hash)) return;
    console.log('Building the console, once; this takes a minute or two …');
    rmSync(standaloneDir, { recursive: true, force: true });
    const code = await runProgram(programs.next, ['build'], {
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    });
    if (code !== 0) throw new Error(`next build failed with code ${code}; its messages are above.`);
    await completeStandalone();
    writeFileSync(stampFile, hash);
  } finally {
    lock.release();
  }
}
