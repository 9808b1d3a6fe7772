// What every npm script begins with, on whatever Node the machine has and before anything is installed: it brings
// node_modules up to the lock file and hands over to lib/launch/<command>.ts on the pinned Node (npm package `node`).
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const launchFolder = dirname(fileURLToPath(import.meta.url));
const root = resolve(launchFolder, '../..');
const commands = [
  'start',
  'dev',
  'test',
  'test:contract',
  'test:e2e',
  'test:ceph',
  'test:postgres',
  'validate',
  'bench',
];
const marker = join(root, 'node_modules', '.cooper-installed');

/** The oldest Node that Next, npm's own scripts and this file run on. */
const oldestNode = [20, 9];
/** The first Node whose type stripping runs lib/launch/*.ts as it stands. */
const firstNodeForTypes = [24, 0];

function isAtLeast([major, minor]) {
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

function fail(message) {
  console.error(`cooper: ${message}`);
  process.exit(1);
}

/**
 * Changes whenever what is installed may no longer fit: other lock file, system or processor. The version of the Node at
 * hand has no part in it, since everything runs on the pinned one.
 */
function hashOfInstallation() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  return hash.update(`${process.platform} ${process.arch}`).digest('hex');
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
  } catch {
    return null;
  }
}

/**
 * Whether somebody's own `npm install` already put there what the lock file says: npm records what it installed in
 * node_modules/.package-lock.json, last of all. Optional packages are for some systems only.
 */
function isInstalledByHand() {
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  const locked = readPackages(join(root, 'package-lock.json'));
  if (!installed || !locked || existsSync(marker)) return false;
  return Object.entries(locked).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || installed[path]?.version === version,
  );
}

function install() {
  const hash = hashOfInstallation();
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
  if (!isInstalledByHand()) {
    console.log('Installing what package-lock.json says …');
    const flags = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
    // npm tells its scripts where it and its Node are (this one may be in node_modules, which `npm ci` removes);
    // without it, a plain `npm` is looked up, which on Windows is a shell script.
    const { npm_execpath: npm, npm_node_execpath: nodeOfNpm = process.execPath, ...env } = process.env;
    const options = { cwd: root, env: { ...env, NODE_ENV: 'development' }, stdio: 'inherit' };
    const result = npm
      ? spawnSync(nodeOfNpm, [npm, ...flags], options)
      : spawnSync('npm', flags, { ...options, shell: process.platform === 'win32' });
    if (result.signal) process.exit(128 + (constants.signals[result.signal] ?? 0));
    if (result.error) fail(`npm could not be started: ${result.error.message}`);
    if (result.status !== 0) fail(`npm ci failed with code ${result.status}; its messages are above.`);
  }
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, hash);
}

/**
 * The pinned Node. Its install script links the program to bin/; where scripts do not run (`ignore-scripts`), the
 * Node at hand serves if it is new enough.
 */
function findNode() {
  const pinned = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(pinned)) return pinned;
  if (isAtLeast(firstNodeForTypes)) return process.execPath;
  return fail(
    `the pinned Node is missing at ${pinned}. The npm package "node" puts it there by its install script: allow it ` +
      '(npm config ignore-scripts), remove node_modules and try again, or use Node 24 or newer.',
  );
}

function run(command) {
  // node:sqlite is a release candidate in Node 24 and says so at every start.
  const flags = ['--disable-warning=ExperimentalWarning', join(launchFolder, `${command}.ts`)];
  const child = spawn(findNode(), [...flags, ...process.argv.slice(3)], { cwd: root, stdio: 'inherit' });
  const stop = (signal) => child.kill(signal);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  // npm hands a signal to the shell it started, and a shell need not pass it on: when it is gone, so is who asked for this.
  if (process.env.npm_lifecycle_event) {
    const shell = process.ppid;
    setInterval(() => process.ppid !== shell && stop('SIGTERM'), 200).unref();
  }
  child.on('error', (error) => fail(`${command} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

function main() {
  if (!isAtLeast(oldestNode)) {
    fail(`Node ${oldestNode.join('.')} or newer is needed, and this is ${process.versions.node}: https://nodejs.org`);
  }
  const [command] = process.argv.slice(2);
  if (!commands.includes(command)) fail(`there is no command "${command ?? ''}"; there are ${commands.join(', ')}.`);
  install();
  run(command.replace(':', '-'));
}

main();
