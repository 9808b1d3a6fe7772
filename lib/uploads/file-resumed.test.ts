import { describe, expect, it } from 'vitest';
import { type BegunMultipart } from './file';
import { createUpload, kibibyte, seen, server, startAnew } from './testing/file-uploads';
import { sampleBytes } from './testing/samples';

startAnew();

describe('an upload of an earlier visit', () => {
  const bytes = sampleBytes(23 * kibibyte);
  const partSizeBytes = 5 * kibibyte;

  async function begun(parts: Record<number, Buffer>): Promise<BegunMultipart> {
    const { uploadId } = await server.transport.begin({
      connection: 'test',
      bucket: 'b',
      key: 'a file',
      contentType: '',
    });
    for (const [partNumber, part] of Object.entries(parts))
      server.uploads.get(uploadId)!.parts.set(Number(partNumber), part);
    return { uploadId, partSizeBytes };
  }

  const part = (number: number) => bytes.subarray((number - 1) * partSizeBytes, number * partSizeBytes);

  it('sends only what is missing, cut short or different', async () => {
    const resume = await begun({ 1: part(1), 2: part(2).subarray(0, 99), 4: sampleBytes(partSizeBytes, 7) });
    const upload = createUpload(bytes, {}, resume);
    await upload.start();
    expect(upload.failure).toBeNull();
    expect(server.puts.map(({ partNumber }) => partNumber).sort()).toEqual([2, 3, 4, 5]);
    expect(server.objects.get('a file')?.equals(bytes)).toBe(true);
    expect(seen.movedBytes).toBe(bytes.length - partSizeBytes);
  });

  it('trusts the size of a part whose ETag is no MD5, unless another program sent it', async () => {
    const listParts = server.transport.listParts.bind(server.transport);
    server.transport.listParts = async (request) =>
      (await listParts(request)).map((stored) => ({ ...stored, etag: 'hidden' }));
    const own = createUpload(bytes, {}, await begun({ 1: part(1), 2: part(2) }));
    await own.start();
    expect(server.puts.map(({ partNumber }) => partNumber).sort()).toEqual([3, 4, 5]);
    server.puts.length = 0;
    const parts = { 1: part(1), 2: sampleBytes(partSizeBytes, 7) };
    const others = createUpload(bytes, {}, { ...(await begun(parts)), begunElsewhere: true });
    await others.start();
    expect(server.puts.map(({ partNumber }) => partNumber).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(server.objects.get('a file')?.equals(bytes)).toBe(true);
  });

  it('throws away parts that do not belong to this file', async () => {
    const upload = createUpload(bytes, {}, await begun({ 9: part(1) }));
    await upload.start();
    expect(upload.status).toBe('done');
    expect(server.calls).toContain('abort');
    expect(server.objects.get('a file')?.equals(bytes)).toBe(true);
  });

  it('starts over when the server knows it no more', async () => {
    const upload = createUpload(bytes, {}, { uploadId: 'gone', partSizeBytes });
    await upload.start();
    expect(upload.status).toBe('done');
  });
});
