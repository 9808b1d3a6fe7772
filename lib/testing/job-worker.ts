import { closeStore } from '@/lib/store/open';
import { getConfig } from '@/lib/config/current';
import { toAppError } from '@/lib/errors/app-error';
import * as control from '@/lib/jobs/control';
import { continueJobs } from '@/lib/jobs/engine';
import * as findings from '@/lib/jobs/findings';
import { openConnection, type Credentials } from '@/lib/s3/connection';

// A console without its web part, in a process of its own that a test may kill: it works on jobs and answers commands.

type Command =
  Exclude<keyof typeof control, 'continueWithNewKeys' | 'requireOwn'> | keyof typeof findings | 'signIn' | 'stop';

export interface Request {
  number: number;
  command: Command;
  /** Of whoever asks. */
  credentials: Credentials;
  /** Whose requests whoever asks has agreed to pay for. */
  paidBuckets?: readonly string[];
  input: unknown;
}

async function answer({ command, credentials, paidBuckets, input }: Request): Promise<unknown> {
  if (command === 'stop') return closeStore();
  const { connections } = getConfig();
  const { connection: id } = (input ?? {}) as { connection?: string };
  const settings = connections.find((each) => each.id === id) ?? connections[0];
  if (!settings) throw new Error('No connection is configured.');
  if (command === 'signIn') {
    return control.continueWithNewKeys({ connection: settings.id, credentials }, null);
  }
  const act = { ...control, ...findings }[command] as (connection: unknown, input: unknown) => Promise<unknown>;
  return act(openConnection(settings, credentials, new Set(paidBuckets)), input);
}

process.on('message', (request: Request) => {
  answer(request).then(
    (value) => process.send?.({ number: request.number, value }),
    (error: unknown) => process.send?.({ number: request.number, error: toAppError(error).toInfo() }),
  );
});
process.once('SIGTERM', () => void closeStore().finally(() => process.exit(0)));
await continueJobs();
process.send?.({ number: 0 });
