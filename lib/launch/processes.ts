import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './project.ts';

export type Variables = Record<string, string | undefined>;

/** Children that are to end when this process is asked to. */
const running = new Set<ChildProcess>();

/** How long a child may take to end by itself. */
const stopTimeoutMs = 8_000;

interface ProgramOptions {
  cwd?: string;
  /** Of the file that takes what it prints; without it, this process's output does. */
  output?: 'inherit' | number;
  nodeFlags?: readonly string[];
}

/** Starts a script on this process's Node, with this process's environment and the given variables above it. */
export function startProgram(
  script: string,
  args: string[],
  variables: Variables,
  { cwd = root, output = 'inherit', nodeFlags = [] }: ProgramOptions = {},
): ChildProcess {
  const child = spawn(process.execPath, [...nodeFlags, script, ...args], {
    cwd,
    env: { ...process.env, ...variables },
    stdio: ['ignore', output, output],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** The exit code of a child, as a shell counts it: 128 and the signal's number when a signal ended it. */
export async function waitForExit(child: ChildProcess): Promise<number> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode ?? 128 + (child.signalCode ? constants.signals[child.signalCode] : 0);
}

/** Runs a script to its end with its output visible. */
export async function runProgram(script: string, args: string[], variables: Variables = {}): Promise<number> {
  return waitForExit(startProgram(script, args, variables));
}

/** Asks a child to end and insists after a while. */
export async function stopProgram(child: ChildProcess): Promise<void> {
  const exit = waitForExit(child);
  child.kill('SIGTERM');
  const patience = new AbortController();
  const timer = sleep(stopTimeoutMs, undefined, { signal: patience.signal }).then(
    () => child.kill('SIGKILL'),
    () => false,
  );
  await exit;
  patience.abort();
  await timer;
}

export async function stopAllPrograms(): Promise<void> {
  await Promise.all([...running].map(stopProgram));
}
