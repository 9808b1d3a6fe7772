import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { carry } from './flow';

const ways = (signal = new AbortController().signal) => ({
  signal,
  allowBytes: () => Promise.resolve(),
  report: () => undefined,
});

async function readAll(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

it('hands on what comes, and tells its MD5', async () => {
  const text = 'x'.repeat(300_000);
  let reported = 0;
  const counted = { ...ways(), report: (bytes: number) => (reported += bytes) };
  const { answer, md5 } = await carry(Readable.from([Buffer.from(text)]), text.length, readAll, counted);
  expect(answer.toString()).toBe(text);
  expect(md5).toBe(createHash('md5').update(text).digest('hex'));
  expect(reported).toBe(text.length);
});

it('fails as unreachable when the original breaks off, and the other side is told to stop', async () => {
  async function* breakOff() {
    yield Buffer.from('begun');
    await Promise.resolve();
    throw new Error('ECONNRESET');
  }
  const send = (body: Readable, signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => {
      body.resume();
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
  await expect(carry(Readable.from(breakOff()), 10, send, ways())).rejects.toMatchObject({ code: 'unreachable' });
});

it('fails when the original is shorter than it said', async () => {
  const attempt = carry(Readable.from([Buffer.from('abc')]), 5, readAll, ways());
  await expect(attempt).rejects.toMatchObject({ code: 'bad-response' });
});

it('lets go of the original when nobody takes it', async () => {
  const body = new Readable({ read: () => undefined });
  const refused = new Error('refused');
  await expect(carry(body, 5, () => Promise.reject(refused), ways())).rejects.toBe(refused);
  expect(body.destroyed).toBe(true);
});

it('stops in its middle', async () => {
  const stopping = new AbortController();
  const body = new Readable({ read: () => undefined });
  body.push(Buffer.from('abc'));
  const attempt = carry(body, 10, readAll, ways(stopping.signal));
  stopping.abort();
  await expect(attempt).rejects.toMatchObject({ code: 'cancelled' });
});
