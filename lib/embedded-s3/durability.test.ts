import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startEmbeddedS3 } from './server';
import { main, signCall, startTestEndpoint, type Call } from './test-endpoint';

const program = fileURLToPath(new URL('main.ts', import.meta.url));

/** A server in a process of its own, which can be killed, and may be allowed no file longer than so many blocks. */
async function spawnServer(
  dataDir: string,
  maxFileBlocks: number | null = null,
): Promise<{ url: string; process: ChildProcess }> {
  const user = `${main.id}:${main.accessKeyId}:${main.secretAccessKey}`;
  const command = [process.execPath, program, '--data-dir', dataDir, '--user', user];
  const limit = maxFileBlocks === null ? '' : `ulimit -f ${maxFileBlocks} && `;
  const child = spawn('sh', ['-c', `${limit}exec "$0" "$@"`, ...command], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: (JSON.parse(line.toString()) as { url: string }).url, process: child };
}

function send(url: string, method: string, path: string, body: Buffer = Buffer.alloc(0)): Promise<Response> {
  const { host: _host, ...headers } = signCall({ method, path, body, headers: { host: new URL(url).host } }, main);
  return fetch(url + path, { method, headers, ...(method !== 'GET' && { body: new Uint8Array(body) }) });
}

function put(url: string, key: string, body: Buffer): Promise<Response> {
  return send(url, 'PUT', `/durable/${key}`, body);
}

function blobFiles(dataDir: string): string[] {
  return readdirSync(join(dataDir, 'blobs')).flatMap((shard) => readdirSync(join(dataDir, 'blobs', shard)));
}

describe('a killed server', () => {
  it('keeps every upload it answered and no half of any other', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'cooper-durable-'));
    const { url, process: child } = await spawnServer(dataDir);
    const bodies = new Map(Array.from({ length: 60 }, (_, index) => [`k${index}`, randomBytes(200_000 + index)]));
    expect((await send(url, 'PUT', '/durable')).status).toBe(200);
    const answered: string[] = [];
    const exited = once(child, 'exit');
    const uploads = [...bodies].map(async ([key, body]) => {
      const reply = await put(url, key, body);
      if (reply.status === 200 && answered.push(key) === 20) child.kill('SIGKILL');
    });
    await Promise.allSettled(uploads);
    await exited;
    expect(answered.length).toBeGreaterThanOrEqual(20);

    const endpoint = await startTestEndpoint({ dataDir });
    const listed = await endpoint.call({ path: '/durable?list-type=2' });
    const keys = [...listed.body.matchAll(/<Key>([^<]*)<\/Key><[^/]*<\/LastModified><ETag>&quot;(\w+)/g)];
    expect(keys.map(([, key]) => key)).toEqual(expect.arrayContaining(answered));
    for (const [, key = '', etag] of keys) {
      expect(createHash('md5').update(bodies.get(key)!).digest('hex')).toBe(etag);
      expect(await endpoint.call({ path: `/durable/${key}` })).toMatchObject({
        status: 200,
        body: bodies.get(key)!.toString('utf8'),
      });
    }
    expect(readdirSync(join(dataDir, 'tmp'))).toEqual([]);
    expect(blobFiles(dataDir)).toHaveLength(keys.length);
    await endpoint.stop();
  }, 30_000);
});

/** What an object may be found to be: as it was last answered for, or as the write under way makes it. `null` is gone. */
interface Expected {
  answered: string | null;
  underway: string | null;
}

/** Overwrites, deletes and uploads in parts, one after another, until the server is gone. */
async function writeOn(url: string, key: string, expected: Expected, onAnswer: () => void): Promise<void> {
  const path = `/durable/${key}`;
  for (let round = 0; ; round += 1) {
    const body = round % 4 === 2 ? null : `${key} ${randomBytes(300 + round).toString('hex')}`;
    expected.underway = body;
    let reply: Response;
    try {
      if (body === null) reply = await send(url, 'DELETE', path);
      else if (round % 4 === 3) reply = await uploadInParts(url, path, Buffer.from(body));
      else reply = await put(url, key, Buffer.from(body));
    } catch {
      return;
    }
    expect(reply.ok).toBe(true);
    expected.answered = body;
    onAnswer();
  }
}

async function uploadInParts(url: string, path: string, body: Buffer): Promise<Response> {
  const created = await (await send(url, 'POST', `${path}?uploads`)).text();
  const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(created)?.[1] ?? '';
  const part = await send(url, 'PUT', `${path}?partNumber=1&uploadId=${uploadId}`, body);
  const list = `<Part><PartNumber>1</PartNumber><ETag>${part.headers.get('etag') ?? ''}</ETag></Part>`;
  const document = Buffer.from(`<CompleteMultipartUpload>${list}</CompleteMultipartUpload>`);
  return send(url, 'POST', `${path}?uploadId=${uploadId}`, document);
}

describe('a server that is killed again and again', () => {
  it('has every object as it was last answered for, or as it was being written', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'cooper-durable-'));
    const objects = new Map<string, Expected>(
      ['a', 'b', 'c', 'd'].map((key) => [key, { answered: null, underway: null }]),
    );
    for (const answersBeforeDeath of [5, 23, 60]) {
      const { url, process: child } = await spawnServer(dataDir);
      await send(url, 'PUT', '/durable');
      const exited = once(child, 'exit');
      let left = answersBeforeDeath;
      const onAnswer = () => {
        left -= 1;
        if (left === 0) child.kill('SIGKILL');
      };
      await Promise.all([...objects].map(([key, expected]) => writeOn(url, key, expected, onAnswer)));
      await exited;
      const endpoint = await startTestEndpoint({ dataDir });
      for (const [key, expected] of objects) {
        const { status, body } = await endpoint.call({ path: `/durable/${key}` });
        const found = status === 200 ? body : null;
        expect([expected.answered, expected.underway]).toContain(found);
        expected.answered = found;
      }
      await endpoint.server.close();
    }
    rmSync(dataDir, { recursive: true, force: true });
  }, 60_000);
});

describe('a full disk', () => {
  it('refuses what does not fit, keeps the rest, and loses nothing', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'cooper-full-'));
    const { url, process: child } = await spawnServer(dataDir, 2048);
    await send(url, 'PUT', '/durable');
    await put(url, 'kept', Buffer.from('kept'));
    const refused = await put(url, 'kept', randomBytes(8 * 1024 * 1024));
    expect([refused.status, await refused.text()]).toEqual([
      500,
      expect.stringContaining('disk of this server is full'),
    ]);
    expect(await (await send(url, 'GET', '/durable/kept')).text()).toBe('kept');
    expect((await put(url, 'small', Buffer.from('small'))).status).toBe(200);
    expect(readdirSync(join(dataDir, 'tmp'))).toEqual([]);
    expect(blobFiles(dataDir)).toHaveLength(2);
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
    rmSync(dataDir, { recursive: true, force: true });
  }, 30_000);
});

describe('a data folder', () => {
  it('is swept of files nobody knows when a server starts', async () => {
    const first = await startTestEndpoint();
    await first.call({ method: 'PUT', path: '/bucket' });
    await first.call({ method: 'PUT', path: '/bucket/kept', body: 'kept' });
    await first.server.close();
    writeFileSync(join(first.dataDir, 'tmp', 'half'), 'half');
    writeFileSync(join(first.dataDir, 'blobs', 'ab', 'abandoned'), 'abandoned');
    const second = await startTestEndpoint({ dataDir: first.dataDir });
    expect(existsSync(join(first.dataDir, 'tmp', 'half'))).toBe(false);
    expect(blobFiles(first.dataDir)).toHaveLength(1);
    expect(await second.call({ path: '/bucket/kept' })).toMatchObject({ body: 'kept' });
    await second.stop();
  });

  it('serves one server at a time', async () => {
    const first = await startTestEndpoint();
    await expect(startEmbeddedS3({ dataDir: first.dataDir, users: [main] })).rejects.toThrow('another server');
    await first.stop();
  });

  it('holds no blob that nothing refers to, after overwriting, copying, parts and deleting', async () => {
    const endpoint = await startTestEndpoint();
    const { dataDir } = endpoint;
    const call = (sent: Call) => endpoint.call(sent);
    await call({ method: 'PUT', path: '/bucket' });
    await call({ method: 'PUT', path: '/bucket/a', body: 'one' });
    await call({ method: 'PUT', path: '/bucket/a', body: 'two' });
    await call({ method: 'PUT', path: '/bucket/b', headers: { 'x-amz-copy-source': '/bucket/a' } });
    const created = await call({ method: 'POST', path: '/bucket/c?uploads' });
    const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(created.body)?.[1] ?? '';
    await call({ method: 'PUT', path: `/bucket/c?partNumber=1&uploadId=${uploadId}`, body: 'part' });
    await call({ method: 'PUT', path: `/bucket/c?partNumber=1&uploadId=${uploadId}`, body: 'again' });
    await call({
      method: 'PUT',
      path: `/bucket/c?partNumber=2&uploadId=${uploadId}`,
      headers: { 'x-amz-copy-source': '/bucket/a', 'x-amz-copy-source-range': 'bytes=1-2' },
    });
    await call({ method: 'DELETE', path: '/bucket/a' });
    expect(await call({ path: '/bucket/b' })).toMatchObject({ body: 'two' });
    expect(
      await call({
        method: 'PUT',
        path: '/bucket/d',
        body: 'x',
        headers: { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' },
      }),
    ).toMatchObject({ code: 'BadDigest' });
    // What b shares with a part, and the part that was uploaded.
    await expect.poll(() => blobFiles(dataDir).length).toBe(2);
    await call({ method: 'DELETE', path: '/bucket/b' });
    await call({ method: 'DELETE', path: `/bucket/c?uploadId=${uploadId}` });
    await expect.poll(() => blobFiles(dataDir).length).toBe(0);
    expect(readdirSync(join(dataDir, 'tmp'))).toEqual([]);
    await endpoint.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
