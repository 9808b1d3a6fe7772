import { createHash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@/lib/errors/app-error';
import type { TransferWays } from '../types';

/** What came through. */
export interface Carried<Answer> {
  answer: Answer;
  /** Of the bytes, in hex. */
  md5: string;
}

function makeMeter(ways: TransferWays) {
  const hash = createHash('md5');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      ways.allowBytes(chunk.length).then(
        () => {
          ways.report(chunk.length);
          done(null, chunk);
        },
        (error: unknown) => done(error as Error),
      );
    },
  });
  // What breaks it is told by the flow and by the request; a listener keeps it from ending the process as well.
  meter.on('error', () => undefined);
  return { meter, read: () => ({ md5: hash.digest('hex'), bytes }) };
}

/**
 * Sends a body on as it comes, so that no more of it than a few buffers is ever held. Ends both sides when either breaks.
 * @throws what `send` throws; AppError `unreachable` when the body breaks, `cancelled` when the work is stopped
 */
export async function carry<Answer>(
  body: Readable,
  length: number,
  send: (body: Readable, signal: AbortSignal) => Promise<Answer>,
  ways: TransferWays,
): Promise<Carried<Answer>> {
  const { meter, read } = makeMeter(ways);
  const broken = new AbortController();
  let failure: unknown = null;
  let isOver = false;
  const stop = (): void => void body.destroy(new AppError('cancelled', 'Stopped.'));
  body.on('error', () => undefined);
  ways.signal.addEventListener('abort', stop, { once: true });
  if (ways.signal.aborted) stop();
  const flow = pipeline(body, meter).catch((error: unknown) => {
    if (!isOver) failure = error;
    broken.abort();
  });
  try {
    const answer = await send(meter, broken.signal);
    const { md5, bytes } = read();
    if (bytes !== length) throw new AppError('bad-response', `The original sent ${bytes} bytes of ${length}.`);
    return { answer, md5 };
  } catch (error) {
    if (ways.signal.aborted) throw new AppError('cancelled', 'Stopped.', { cause: error });
    if (failure instanceof AppError) throw failure;
    if (failure !== null) {
      throw new AppError('unreachable', 'The original could not be read to its end: the connection broke.', {
        cause: failure,
      });
    }
    throw error;
  } finally {
    isOver = true;
    ways.signal.removeEventListener('abort', stop);
    body.destroy();
    meter.destroy();
    await flow;
  }
}
