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

/** A server in a process of its own, which can be killed. */
async function spawnServer(dataDir: string): Promise<{ url: string; process: ChildProcess }> {
  const user = `${main.id}:${main.accessKeyId}:${main.secretAccessKey}`;
  const child = spawn(process.execPath, [program, '--data-dir', dataDir, '--user', user], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: (JSON.parse(line.toString()) as { url: string }).url, process: child };
}

function put(url: string, key: string, body: Buffer): Promise<Response> {
  const call = { method: 'PUT', path: `/durable/${key}`, body, headers: { host: new URL(url).host } };
  const headers = signCall(call, main);
  delete headers['host'];
  return fetch(`${url}/durable/${key}`, { method: 'PUT', body: new Uint8Array(body), headers });
}

function blobFiles(dataDir: string): string[] {
  return readdirSync(join(dataDir, 'blobs')).flatMap((shard) => readdirSync(join(dataDir, 'blobs', shard)));
}

describe('a killed server', () => {
  it('keeps every upload it answered and no half of any other', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'cooper-durable-'));
    const { url, process: child } = await spawnServer(dataDir);
    const bodies = new Map(Array.from({ length: 60 }, (_, index) => [`k${index}`, randomBytes(200_000 + index)]));
    const create = { method: 'PUT', path: '/durable', headers: { host: new URL(url).host } };
    const { host: _host, ...headers } = signCall(create, main);
    expect((await fetch(`${url}/durable`, { method: 'PUT', headers })).status).toBe(200);
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
