import type { ChildProcess } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { standaloneDir } from './build.ts';
import { toUrlHost } from './options.ts';
import { type Variables, startProgram, stopProgram, waitForExit } from './processes.ts';
import { programs } from './project.ts';

/** A start that takes longer than this has gone wrong; a slow machine compiling the first page of `next dev` needs most. */
const readyTimeoutMs = 120_000;

/**
 * Jobs and listings make much that is soon of no use. By itself Node lets it pile up to some 200 MB before it looks; with
 * these it takes a few percent more of the processor, and the memory of a job stays flat. The Dockerfile has them too.
 */
export const serverFlags = ['--heap-growing-percent=40', '--max-semi-space-size=8'];

export interface RunningConsole {
  url: string;
  /** Of the server's process. */
  pid: number;
  /** Resolves with the exit code when the server ends, for whatever reason. */
  exited: Promise<number>;
  stop(): Promise<void>;
}

export interface ConsoleOptions {
  /** `built`: the server that the build left. `dev`: Next's, which compiles as it goes. */
  mode: 'built' | 'dev';
  host: string;
  port: number;
  /** The console's configuration, above this process's own environment. */
  variables: Variables;
  /** Takes what the server prints; without it, this process's output does. */
  logFile?: string;
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(readyTimeoutMs) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}

function spawnServer({ mode, host, port, variables, logFile }: ConsoleOptions): ChildProcess {
  // HOSTNAME is what Next's server listens on; HOST is set alike, so that the console knows for certain.
  const address = { HOST: host, HOSTNAME: host, PORT: String(port), NEXT_TELEMETRY_DISABLED: '1' };
  if (mode === 'dev') {
    const args = ['dev', '--hostname', host, '--port', String(port)];
    return startProgram(programs.next, args, { ...variables, ...address, NODE_ENV: 'development' });
  }
  const server = join(standaloneDir, 'server.js');
  const output = logFile === undefined ? 'inherit' : openSync(logFile, 'a');
  const production = { ...variables, ...address, NODE_ENV: 'production' };
  return startProgram(server, [], production, { cwd: standaloneDir, output, nodeFlags: serverFlags });
}

/** Starts the console and waits until it answers. @throws when it ends before or never does */
export async function startConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const url = `http://${toUrlHost(options.host)}:${options.port}`;
  const child = spawnServer(options);
  const exited = waitForExit(child);
  const deadline = Date.now() + readyTimeoutMs;
  while (!(await isHealthy(url))) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const log = options.logFile === undefined ? '' : `\n${readFileSync(options.logFile, 'utf8')}`;
      throw new Error(`The console ended with code ${await exited} before it was ready.${log}`);
    }
    if (Date.now() > deadline) {
      await stopProgram(child);
      throw new Error(`The console did not answer at ${url}/health within ${readyTimeoutMs / 1000} s.`);
    }
    await sleep(50);
  }
  return { url, pid: child.pid ?? 0, exited, stop: () => stopProgram(child) };
}
