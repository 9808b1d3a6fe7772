import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendAnswer, type StreamedBody } from './answer';

const mebibyte = 1024 * 1024;

let server: Server;
/** What the next request is answered with, and how that went. */
let body: StreamedBody;
let outcome: Promise<unknown>;

beforeEach(async () => {
  server = createServer((_request, response) => {
    outcome = sendAnswer(response, { status: 200, body }, false).then(
      () => 'sent',
      (error: unknown) => {
        // As the server does with what is of no more use.
        response.destroy();
        return error;
      },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

async function request(): Promise<IncomingMessage> {
  const { port } = server.address() as AddressInfo;
  const [incoming] = (await once(get({ port, host: '127.0.0.1', agent: false }), 'response')) as [IncomingMessage];
  return incoming;
}

/** A body of so many chunks in two buffers by turns, each filled with its number. */
function countingBody(count: number): { body: StreamedBody; made: () => number; ends: string[] } {
  const buffers = [Buffer.alloc(mebibyte), Buffer.alloc(mebibyte)] as const;
  const ends: string[] = [];
  let made = 0;
  async function* open(): AsyncGenerator<Buffer> {
    try {
      for (; made < count; made += 1) {
        yield await Promise.resolve((made % 2 === 0 ? buffers[0] : buffers[1]).fill(made % 251));
      }
    } finally {
      ends.push('closed');
    }
  }
  return { body: { sizeBytes: count * mebibyte, open, done: () => ends.push('done') }, made: () => made, ends };
}

describe('a streamed body', () => {
  it('arrives as it was, although its memory is used again and the reader dawdles', async () => {
    const counting = countingBody(40);
    body = counting.body;
    const incoming = await request();
    let at = 0;
    let wrong = 0;
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      for (const byte of chunk) {
        if (byte !== Math.floor(at / mebibyte) % 251) wrong += 1;
        at += 1;
      }
    }
    expect([at, wrong]).toEqual([40 * mebibyte, 0]);
    expect(await outcome).toBe('sent');
    expect(counting.ends).toEqual(['closed', 'done']);
  });

  it('is not read ahead of a client that reads little, and let go when that client goes', async () => {
    const counting = countingBody(4096);
    body = counting.body;
    const incoming = await request();
    await once(incoming, 'readable');
    incoming.destroy();
    expect(await outcome).toBeInstanceOf(Error);
    // What lies in the buffers of the sockets, and no more.
    expect(counting.made()).toBeLessThan(64);
    expect(counting.ends).toEqual(['closed', 'done']);
  });

  it('that fails midway ends the answer before its announced length', async () => {
    const { open, ...counting } = countingBody(8).body;
    body = {
      ...counting,
      async *open() {
        yield* open();
        throw new Error('The file is gone.');
      },
      sizeBytes: 16 * mebibyte,
    };
    const incoming = await request();
    let received = 0;
    await expect(
      (async () => {
        for await (const chunk of incoming as AsyncIterable<Buffer>) received += chunk.length;
      })(),
    ).rejects.toThrow('aborted');
    expect(received).toBeLessThanOrEqual(8 * mebibyte);
    expect(await outcome).toMatchObject({ message: 'The file is gone.' });
  });
});
