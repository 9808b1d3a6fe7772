import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ErrorInfo } from '../errors/app-error.ts';
import type { Credentials } from '../s3/connection.ts';
import type { Request } from './job-worker.ts';

const script = fileURLToPath(new URL('job-worker.ts', import.meta.url));
const hooks = new URL('resolve-project.ts', import.meta.url).href;

interface Answer {
  number: number;
  value?: unknown;
  error?: ErrorInfo;
}

/** A process that works on jobs and can be killed. */
export interface JobWorker {
  pid: number;
  /** What the command came to. @throws the failure as a value with `code` and `message` */
  ask(
    command: Request['command'],
    input: unknown,
    credentials: Credentials,
    paidBuckets?: readonly string[],
  ): Promise<unknown>;
  /** As `kill -9` does. */
  kill(): Promise<void>;
  /** As an operator does. */
  end(): Promise<void>;
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

/** Starts one with this configuration; it answers when it has taken up what a former one left. */
export async function startJobWorker(
  variables: Record<string, string>,
  nodeFlags: readonly string[] = [],
): Promise<JobWorker> {
  const child = fork(script, { execArgv: [...nodeFlags, '--import', hooks], env: { ...process.env, ...variables } });
  const waiting = new Map<number, (answer: Answer) => void>();
  const ready = new Promise<void>((resolve, reject) => {
    waiting.set(0, () => resolve());
    child.once('exit', (code, signal) => reject(new Error(`The worker ended (${code ?? signal ?? ''}).`)));
  });
  child.on('message', (answer: Answer) => waiting.get(answer.number)?.(answer));
  await ready;
  let count = 0;
  return {
    pid: child.pid ?? 0,
    async ask(command, input, credentials, paidBuckets = []) {
      count += 1;
      const number = count;
      const answered = new Promise<Answer>((resolve) => waiting.set(number, resolve));
      child.send({ number, command, input, credentials, paidBuckets });
      const { value, error } = await answered;
      waiting.delete(number);
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- a value with code and message, as it crossed
      if (error) throw error;
      return value;
    },
    kill: () => stop(child, 'SIGKILL'),
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await exit;
      clearTimeout(patience);
    },
  };
}
