import { parquetWriteBuffer } from 'hyparquet-writer';

/** Five frames of 32 × 16 pixels, as Chromium records them. */
const webm =
  'GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAAHZEU2bdLlNu4tTq4QVSalmU6yBbk27i1OrhBZUrmtTrIGTTbuLU6uEH0O2dVOsgdRNu4xTq4QcU7trU6yCAcfsrgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrXsYMPQkBEiYRDmfpeTYCGQ2hyb21lV0GGQ2hyb21lFlSua7yuuteBAXPFh5DHwtHbJHaDgQFV7oEBhoVWX1ZQOOCdsIEguoEQU8CBAVWwkFWxgQFVuYECVbqBDVW7gQEfQ7Z1AQAAAAAAAOfngQCgzaGjgQAAABACAJ0BKiAAEAAAxwiFhYiZhIgEggAJEeuA/v8yqAB1oaWmo+6BAaWeEAIAnQEqIAAQAAOHCIWFiJmEiBMCAAkR64D++YYAoMmhqYEAYwDRAQADECgAGAnTzVjblHAoIP74QbNj3B//t2f/+3Z//7dn/VwAdaGYppbugQGlkbEBAA4QyAAYABhYL/QACEAA+4EAoMihqIEBMwCxAQADECAAGAAkV/QMAG5A/voOqJuw7//ffD/+++H/998P8lB1oZimlu6BAaWRsQEADhC4ABgAGFgv9AAIQAD7gWMcU7trjbuLs4EAt4b3gQHxgdQ=';

/** Eight by eight pixels of one colour. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAD0lEQVR4nGOIwQEYhpYEAPZORQHU3VljAAAAAElFTkSuQmCC';

/** A second of silence: 8,000 samples of one byte (RIFF WAVE). */
function makeWav(): Buffer {
  const samples = 8000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 0x80)]);
}

/** One page with one line of text. `catalog` goes into the document's catalog, where actions stand (ISO 32000-1, 7.7.2). */
export function makePdf(text: string, catalog = ''): Buffer {
  const content = `BT /F1 24 Tf 20 60 Td (${text}) Tj ET`;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 120] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const start = pdf.length;
  pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  pdf += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(pdf, 'latin1');
}

/** Files of no bytes, stored under these names (APPNOTE.TXT 4.3). */
export function makeZip(names: readonly string[]): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const name of names.map((text) => Buffer.from(text))) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(0x0800, 6);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(0x0800, 8);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, name);
    entries.push(entry, name);
    offset += 30 + name.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function makeParquet(): Buffer {
  const names = ['oak', 'ash', 'elm'];
  return Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: 'id', data: names.map((_, index) => index + 1), type: 'INT32' },
        { name: 'wood', data: names, type: 'STRING' },
      ],
    }),
  );
}

/** One object for each viewer, in the order of their keys. */
export const samples: Record<string, Buffer | string> = {
  '01-picture.png': Buffer.from(png, 'base64'),
  '02-drawing.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>',
  '03-film.webm': Buffer.from(webm, 'base64'),
  '04-sound.wav': makeWav(),
  '05-paper.pdf': makePdf('Hello barrel'),
  '06-page.md':
    '# Staves\n\nA *barrel* has [hoops](https://example.net/hoops).\n\n| wood | years |\n| --- | --- |\n| oak | 30 |\n',
  '07-tree.json': '{"barrel":{"staves":[32,9007199254740993],"hoops":"iron"}}',
  '08-table.csv': 'wood;years\noak;30\n"ash; young";12\n',
  '09-rows.parquet': makeParquet(),
  '10-archive.zip': makeZip(['staves/', 'staves/oak.txt']),
  '11-words.txt': 'first line\nsecond line\nlast line\n',
  '12-bytes.bin': Buffer.from([0, 1, 2, 0x43, 0x6f, 0x6f, 0x70, 0xff]),
};
