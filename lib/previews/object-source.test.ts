import { describe, expect, it } from 'vitest';
import { blockBytes, ObjectSource } from './object-source';
import type { PreviewLink } from './types';

const size = 40 * blockBytes + 7;
const content = Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8)) & 255);
const modified = Date.UTC(2026, 0, 2, 3, 4, 5);

const link = (change: Partial<PreviewLink> = {}): PreviewLink => ({
  url: 'http://s3.test/b/k?sign=1',
  lifetimeMs: 900_000,
  sizeBytes: size,
  etag: 'one',
  modified,
  contentType: null,
  contentEncoding: null,
  isArchived: false,
  ...change,
});

/** An endpoint that keeps one object; `answer` may change what it would say. */
function start(answer: (url: string, range: [number, number]) => Response | Error | null = () => null) {
  const requests: string[] = [];
  let clock = 0;
  let signed = 1;
  const fetch = (url: unknown, init?: RequestInit): Promise<Response> => {
    const range = new Headers(init?.headers).get('range') ?? '';
    requests.push(range);
    const [, first = '0', last = '0'] = /bytes=(\d+)-(\d+)/u.exec(range) ?? [];
    const special = answer(String(url), [Number(first), Number(last) + 1]);
    if (special instanceof Error) return Promise.reject(special);
    init?.signal?.throwIfAborted();
    const headers = { 'last-modified': new Date(modified).toUTCString(), etag: '"one"' };
    return Promise.resolve(
      special ?? new Response(content.slice(Number(first), Number(last) + 1), { status: 206, headers }),
    );
  };
  const source = new ObjectSource({
    link: link(),
    renew: () => {
      signed += 1;
      return Promise.resolve(link({ url: `http://s3.test/b/k?sign=${signed}` }));
    },
    fetch: fetch,
    now: () => clock,
    wait: () => Promise.resolve(),
  });
  return { source, requests, pass: (milliseconds: number) => (clock += milliseconds), signed: () => signed };
}

describe('ObjectSource', () => {
  it('reads any range, also over block borders and past the end', async () => {
    const { source } = start();
    for (const [from, to] of [
      [0, 1],
      [blockBytes - 1, blockBytes + 1],
      [5, 9 * blockBytes + 3],
      [size - 3, size + 100],
      [size, size + 5],
    ] as const) {
      expect(Buffer.compare(await source.read(from, to), content.slice(from, to))).toBe(0);
    }
  });

  it('asks for neighbours at once, and for nothing that it has or that is on its way', async () => {
    const { source, requests } = start();
    await Promise.all([source.read(0, 4 * blockBytes), source.read(blockBytes, 2 * blockBytes)]);
    expect(requests).toEqual([`bytes=0-${4 * blockBytes - 1}`]);
    await source.read(3 * blockBytes, 6 * blockBytes);
    expect(requests[1]).toBe(`bytes=${4 * blockBytes}-${6 * blockBytes - 1}`);
    await source.read(10, 6 * blockBytes);
    expect(requests).toHaveLength(2);
  });

  it('signs again when a link has died by the clock, or was refused', async () => {
    const { source, pass, signed } = start();
    await source.read(0, 1);
    pass(890_000);
    await source.read(size - 1, size);
    expect(signed()).toBe(2);
    const refusing = start((url) => (url.endsWith('sign=1') ? new Response('', { status: 403 }) : null));
    expect(await refusing.source.read(0, 2)).toHaveLength(2);
    // An expired link may be refused by an answer without CORS headers, which a browser does not let through.
    const hidden = start((url) => (url.endsWith('sign=1') ? new TypeError('Failed to fetch') : null));
    expect(await hidden.source.read(0, 2)).toHaveLength(2);
  });

  it('tries again what passes by itself, and no more than that', async () => {
    let failures = 2;
    const shaky = start(() => (failures-- > 0 ? new Response('', { status: 503 }) : null));
    expect(await shaky.source.read(0, 1)).toHaveLength(1);
    const dead = start(() => new Response('', { status: 503 }));
    await expect(dead.source.read(0, 1)).rejects.toMatchObject({ code: 'server-error' });
    expect(dead.requests).toHaveLength(3);
    const blocked = start(() => new TypeError('Failed to fetch'));
    await expect(blocked.source.read(0, 1)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it.each([
    ['its ETag', { etag: '"two"' }],
    ['its date', { 'last-modified': new Date(modified + 1000).toUTCString() }],
    ['its size', { 'content-range': `bytes 0-9/${size + 1}` }],
  ])('notices another object by %s', async (_by, headers) => {
    const { source } = start((_url, range) => new Response(content.slice(...range), { status: 206, headers }));
    await expect(source.read(0, 10)).rejects.toMatchObject({ code: 'precondition-failed' });
  });

  it('gives up a request when nobody waits for it any more, and only then', async () => {
    const { source } = start();
    const [one, two] = [new AbortController(), new AbortController()];
    const first = source.read(0, 10, one.signal);
    const second = source.read(0, 10, two.signal);
    one.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect(await second).toHaveLength(10);
  });

  it('says when a server knows no ranges', async () => {
    const { source } = start(() => new Response(content.slice(), { status: 200 }));
    expect(await source.read(0, 3)).toEqual(content.slice(0, 3));
    const short = start(() => new Response('abc', { status: 206 }));
    await expect(short.source.read(0, 9)).rejects.toMatchObject({ code: 'bad-response' });
  });
});
