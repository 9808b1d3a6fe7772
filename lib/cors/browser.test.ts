import { describe, expect, it } from 'vitest';
import { askAsBrowser } from './ask-as-browser';
import { findMissing } from './missing';

const url = 'https://s3.example.net/b/k?signed';

/** A browser that sends what it is told, and is answered by `answer`. */
function makeBrowser(answer: (request: Request) => Response | null) {
  const sent: Request[] = [];
  const send = ((input: Request | string, init?: RequestInit) => {
    const request = new Request(input, init);
    sent.push(request);
    const response = answer(request);
    return response ? Promise.resolve(response) : Promise.reject(new TypeError('Failed to fetch'));
  }) as typeof fetch;
  return { sent, send };
}

describe('askAsBrowser', () => {
  const put = { method: 'PUT', headers: ['Content-Type', 'x-amz-meta-a'] } as const;

  it('is let through when the page is given an answer, whatever its status', async () => {
    const { sent, send } = makeBrowser(() => new Response(null, { status: 404 }));
    expect(await askAsBrowser(url, put, send)).toEqual({
      outcome: { kind: 'let-through', status: 404 },
      isPreflighted: true,
      forbidden: [],
    });
    expect(sent.map(({ method, url: to }) => [method, to])).toEqual([['PUT', url]]);
    expect(Object.fromEntries(sent[0]!.headers)).toMatchObject({ 'content-type': 'application/octet-stream' });
  });

  it('tells an endpoint that keeps it away from one that is not to be reached', async () => {
    const away = makeBrowser(({ mode }) => (mode === 'no-cors' ? new Response() : null));
    expect((await askAsBrowser(url, put, away.send)).outcome).toEqual({ kind: 'kept-away' });
    // Nothing that needs leave, nothing that is signed.
    expect(away.sent[1]).toMatchObject({ method: 'GET', mode: 'no-cors', url: 'https://s3.example.net/' });
    const broken = makeBrowser(() => null);
    expect((await askAsBrowser(url, put, broken.send)).outcome).toEqual({ kind: 'unreachable' });
  });

  it('knows which requests a browser asks leave for', async () => {
    const { send } = makeBrowser(() => new Response());
    const isPreflighted = async (method: 'GET' | 'POST' | 'DELETE', ...headers: string[]) =>
      (await askAsBrowser(url, { method, headers }, send)).isPreflighted;
    expect(await isPreflighted('GET')).toBe(false);
    expect(await isPreflighted('POST', 'Accept', 'range')).toBe(false);
    expect(await isPreflighted('DELETE')).toBe(true);
    expect(await isPreflighted('POST', 'content-type')).toBe(true);
    expect(await isPreflighted('GET', 'x-amz-date')).toBe(true);
  });
});

describe('findMissing', () => {
  const question = { origin: 'https://a.example', method: 'PUT', headers: ['Content-Type', 'x-a'] };
  const good = { status: 204, allowedOrigin: '*', allowedMethods: 'GET, put', allowedHeaders: 'x-a, content-type' };

  it('goes through an answer as a browser does', () => {
    expect(findMissing(good, question)).toBe('');
    expect(findMissing({ ...good, allowedOrigin: question.origin }, question)).toBe('');
    expect(findMissing({ ...good, allowedMethods: '*', allowedHeaders: '*' }, question)).toBe('');
    expect(findMissing({ ...good, allowedMethods: null }, { ...question, method: 'POST' })).toBe('');
    expect(findMissing({ ...good, status: 403 }, question)).toContain('this was 403');
    expect(findMissing({ ...good, allowedOrigin: null }, question)).toContain('names no origin');
    expect(findMissing({ ...good, allowedOrigin: 'https://b.example' }, question)).toContain('not https://a.example');
    expect(findMissing({ ...good, allowedMethods: 'GET' }, question)).toBe('The answer does not allow PUT.');
    expect(findMissing({ ...good, allowedHeaders: 'x-b' }, question)).toContain('headers Content-Type, x-a.');
    expect(findMissing({ ...good, allowedHeaders: 'x-a' }, question)).toContain('header Content-Type.');
  });
});
