import { describe, expect, it } from 'vitest';
import { sendWithFetch } from './fetch-put';
import { FileUpload } from './file';
import {
  atPart,
  createHost,
  createUpload,
  kibibyte,
  pace,
  budgetBytes,
  seen,
  server,
  startAnew,
} from './testing/file-uploads';
import { sampleBytes } from './testing/samples';

startAnew();

describe('the bytes of a body', () => {
  it('are sent as they were hashed while there is room for them, and else read again', async () => {
    const sent: string[] = [];
    const host = createHost((request) => {
      sent.push(request.body instanceof Blob ? 'read again' : 'from memory');
      return sendWithFetch(request);
    });
    const send = async (sizeBytes: number) => {
      const bytes = sampleBytes(sizeBytes);
      const address = { connection: 'test', bucket: 'b', key: 'a file' };
      const job = { address, body: new Blob([bytes]), contentType: 'text/plain', mayOverwrite: true };
      await new FileUpload(job, host, null).start();
      expect(server.objects.get('a file')).toEqual(bytes);
    };
    await send(budgetBytes);
    await send(budgetBytes + 1);
    await send(budgetBytes);
    expect(sent).toEqual(['from memory', 'read again', 'from memory']);
  });
});

describe('a small file', () => {
  it('goes up in one PUT with its MD5 and its type', async () => {
    const bytes = sampleBytes(1000);
    const upload = createUpload(bytes);
    await upload.start();
    expect(upload.status).toBe('done');
    expect(server.objects.get('a file')).toEqual(bytes);
    expect(server.puts[0]?.headers).toMatchObject({ 'content-type': 'text/plain' });
    expect(upload.outcome?.checks).toEqual(['content-md5', 'etag']);
    expect([upload.sentBytes, upload.partCount, seen.movedBytes]).toEqual([1000, 1, 1000]);
  });

  it('may be empty', async () => {
    const upload = createUpload(sampleBytes(0));
    await upload.start();
    expect(upload.status).toBe('done');
    expect(server.objects.get('a file')?.length).toBe(0);
  });

  it('does not replace what appeared meanwhile, until that is agreed to', async () => {
    server.objects.set('a file', Buffer.from('theirs'));
    const upload = createUpload(sampleBytes(10), { mayOverwrite: false });
    await upload.start();
    expect(upload.failure?.kind).toBe('conflict');
    expect(server.objects.get('a file')?.toString()).toBe('theirs');
    upload.job.mayOverwrite = true;
    await upload.start();
    expect(upload.status).toBe('done');
  });

  it('recognises its own object when only the answer was lost', async () => {
    const bytes = sampleBytes(10);
    let isFirst = true;
    server.fault = () => {
      if (!isFirst) return null;
      isFirst = false;
      server.objects.set('a file', bytes);
      return 'reset';
    };
    const upload = createUpload(bytes, { mayOverwrite: false });
    await upload.start();
    expect(upload.status).toBe('done');
    expect(server.puts).toHaveLength(2);
  });

  it('refuses a key that a browser would fold', async () => {
    const address = { connection: 'test', bucket: 'b', key: 'a/../b' };
    const upload = createUpload(sampleBytes(1), { address });
    await upload.start();
    expect(upload.failure?.message).toContain('“..”');
    expect(server.puts).toHaveLength(0);
  });
});

describe('a large file', () => {
  const bytes = sampleBytes(5 * 16 * kibibyte + 12_345);

  it('goes up in parts and is joined', async () => {
    const upload = createUpload(bytes);
    await upload.start();
    expect(upload.failure).toBeNull();
    expect(server.objects.get('a file')?.equals(bytes)).toBe(true);
    expect(seen.statuses).toEqual(['preparing', 'uploading', 'completing', 'done']);
    expect(upload.outcome?.checks).toEqual(['content-md5', 'size', 'etag']);
    expect([upload.partsStored, upload.partCount, upload.sentBytes]).toEqual([6, 6, bytes.length]);
    expect(server.calls).toEqual(['begin', 'signParts 6', 'complete']);
    expect(seen.began).toHaveLength(1);
  });

  it('gets over a busy server, a lost connection and damaged bytes', async () => {
    const faults = [{ status: 503, code: 'SlowDown' }, 'reset' as const, { status: 400, code: 'BadDigest' }];
    server.fault = ({ partNumber }) => (partNumber === 3 ? (faults.shift() ?? null) : null);
    const upload = createUpload(bytes);
    await upload.start();
    expect(upload.failure).toBeNull();
    expect(pace.waits).toBe(3);
    expect(server.objects.get('a file')?.equals(bytes)).toBe(true);
    expect(upload.sentBytes).toBe(bytes.length);
  });

  it('signs again what has expired', async () => {
    atPart(2, () => server.expireAll());
    const upload = createUpload(bytes);
    await upload.start();
    expect(upload.status).toBe('done');
    expect(server.calls.filter((call) => call.startsWith('signParts')).length).toBeGreaterThan(1);
    expect(server.objects.get('a file')?.equals(bytes)).toBe(true);
  });

  it('fails with the words of the server, keeps its parts, and goes on with the missing ones', async () => {
    server.fault = ({ partNumber }) => (partNumber === 6 ? { status: 400, code: 'EntityTooSmall' } : null);
    const upload = createUpload(bytes);
    await upload.start();
    expect(upload.status).toBe('failed');
    expect(upload.failure).toMatchObject({ detail: 'EntityTooSmall, request r1' });
    expect(upload.failure?.message).toContain('as the test "asked"');
    expect(server.calls).not.toContain('abort');
    const stored = [...server.uploads.values()][0]!.parts.size;
    const putsBefore = server.puts.length;
    server.fault = () => null;
    await upload.start();
    expect(upload.status).toBe('done');
    expect(server.puts.length - putsBefore).toBe(6 - stored);
    expect(server.calls.filter((call) => call === 'begin')).toHaveLength(1);
  });

  it('pauses without losing parts, and goes on', async () => {
    const upload = createUpload(bytes);
    const paused = new Promise<void>((resolve) => {
      server.fault = ({ partNumber }) => {
        if (partNumber !== 4) return null;
        void upload.pause().then(resolve);
        return { hold: new Promise(() => undefined) };
      };
    });
    await upload.start();
    await paused;
    expect(upload.status).toBe('paused');
    expect(server.uploads.size).toBe(1);
    server.fault = () => null;
    await upload.start();
    expect(upload.status).toBe('done');
    expect(server.objects.get('a file')?.equals(bytes)).toBe(true);
    expect(server.calls.filter((call) => call === 'begin')).toHaveLength(1);
  });

  it('removes its parts when cancelled, and can be begun again', async () => {
    const upload = createUpload(bytes);
    const cancelled = new Promise<void>((resolve) => {
      atPart(2, () => void upload.cancel().then(resolve));
    });
    await upload.start();
    await cancelled;
    expect(upload.status).toBe('cancelled');
    expect(server.calls.at(-1)).toBe('abort');
    expect(server.uploads.size).toBe(0);
    await upload.start();
    expect(upload.status).toBe('done');
  });

  it('says so when the parts could not be removed', async () => {
    const upload = createUpload(bytes);
    server.transport.abort = () => Promise.reject(new Error('no way'));
    const cancelled = new Promise<void>((resolve) => {
      atPart(2, () => void upload.cancel().then(resolve));
    });
    await upload.start();
    await cancelled;
    expect(upload.status).toBe('cancelled');
    expect(upload.failure?.message).toContain('still holds the parts');
    expect(upload.uploadId).not.toBeNull();
  });

  it('begins anew when the server has forgotten the upload', async () => {
    atPart(3, () => server.uploads.clear());
    const upload = createUpload(bytes);
    await upload.start();
    expect(upload.status).toBe('done');
    expect(server.calls.filter((call) => call === 'begin')).toHaveLength(2);
    expect(server.objects.get('a file')?.equals(bytes)).toBe(true);
  });
});
