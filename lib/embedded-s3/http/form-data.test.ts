import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formBoundary, readForm } from './form-data';

const part = (name: string, value: string, extra = '') =>
  `--b\r\nContent-Disposition: form-data; name="${name}"${extra}\r\n\r\n${value}\r\n`;
const file = (value: string, name = 'a.txt') => part('file', value, `; filename="${name}"\r\nContent-Type: text/plain`);

/** The body in pieces of the sizes given, the last of which repeats. */
function pieces(body: Buffer | string, sizes: readonly number[]): AsyncIterable<Buffer> {
  const bytes = Buffer.from(body);
  return (async function* () {
    let index = 0;
    for (let start = 0; start < bytes.length; index += 1) {
      const size = sizes[Math.min(index, sizes.length - 1)] ?? 1;
      yield await Promise.resolve(bytes.subarray(start, start + size));
      start += size;
    }
  })();
}

async function read(body: Buffer | string, sizes: readonly number[] = [1 << 20]) {
  const form = await readForm(pieces(body, sizes), 'b');
  const chunks: Buffer[] = [];
  for await (const chunk of form.file) chunks.push(chunk);
  return {
    fields: Object.fromEntries(form.fields),
    fileName: form.fileName,
    file: Buffer.concat(chunks).toString('latin1'),
  };
}

describe('a form', () => {
  it('is read whatever pieces it comes in', async () => {
    const content = 'line\r\n--almost\r\n--';
    const body = `preamble\r\n${part('Key', 'k\r\ny')}${part('empty', '')}${file(content)}--b--\r\n`;
    const expected = { fields: { key: 'k\r\ny', empty: '' }, fileName: 'a.txt', file: content };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }), async (sizes) => {
        expect(await read(body, sizes)).toEqual(expected);
      }),
    );
  });

  it('carries any bytes', async () => {
    const bytes = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7) % 256));
    const body = Buffer.concat([Buffer.from(file('')).subarray(0, -2), bytes, Buffer.from('\r\n--b--\r\n')]);
    expect((await read(body, [100])).file).toBe(bytes.toString('latin1'));
  });

  it('ends with its file: what follows is ignored', async () => {
    expect(await read(`${file('f')}${part('key', 'late')}--b--`)).toEqual({ fields: {}, fileName: 'a.txt', file: 'f' });
  });

  it('may name its file in any way, and may have none', async () => {
    expect(await read(`${file('f', 'q%22uo\\"te.txt')}--b--`)).toMatchObject({ fileName: 'q"uo"te.txt' });
    expect(await read(`${part('file', 'f')}--b--`)).toMatchObject({ fileName: '', file: 'f' });
    expect(await read(`${part('key', 'k')}--b--`)).toEqual({ fields: { key: 'k' }, fileName: null, file: '' });
  });

  it.each([
    '',
    'text',
    part('key', 'k'),
    `${part('key', 'k')}--b trailing\r\n`,
    file('broken off'),
    '--b\r\nContent-Disposition: attachment; name="key"\r\n\r\nv\r\n--b--',
    '--b\r\nContent-Disposition: form-data\r\n\r\nv\r\n--b--',
    '--b\r\nno header\r\n\r\nv\r\n--b--',
  ])('is refused when it is broken: %j', async (body) => {
    await expect(read(body)).rejects.toMatchObject({ code: 'MalformedPOSTRequest' });
  });

  it('has fields of 20 kB at most', async () => {
    const large = part('x-amz-meta-a', 'v'.repeat(21_000));
    await expect(read(`${large}${file('f')}--b--`, [1000])).rejects.toMatchObject({
      code: 'MaxPostPreDataLengthExceededError',
    });
    expect(await read(`${file('f'.repeat(100_000))}--b--`, [1000])).toMatchObject({ file: 'f'.repeat(100_000) });
  });

  it.each([
    ['multipart/form-data; boundary=b', 'b'],
    ['Multipart/Form-Data; charset=utf-8; boundary="a b"', 'a b'],
    ['multipart/form-data', null],
    ['application/x-www-form-urlencoded', null],
    [undefined, null],
  ])('of type %s has the boundary %s', (type, boundary) => {
    expect(formBoundary(type)).toBe(boundary);
  });
});
