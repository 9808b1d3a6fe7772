import { makePng } from './png.ts';

interface DemoFile {
  key: string;
  bytes: Buffer;
  contentType: string;
}

const text = (key: string, content: string, contentType = 'text/plain; charset=utf-8'): DemoFile => {
  return { key, bytes: Buffer.from(content, 'utf8'), contentType };
};

/** Head of a barrel: rings around the middle, darker where staves meet. */
function barrel(x: number, y: number): readonly [number, number, number] {
  const [dx, dy] = [x - 120, y - 120];
  const radius = Math.hypot(dx, dy);
  if (radius > 112) return [244, 240, 232];
  if (radius > 98) return [82, 86, 92];
  const isJoint = (x + 400) % 26 < 2;
  const shade = Math.round(18 * Math.sin(x / 5 + Math.sin(y / 17)));
  return isJoint ? [104, 66, 34] : [176 + shade, 122 + shade, 70 + shade];
}

function stockTable(): string {
  const woods = ['oak', 'chestnut', 'acacia', 'cherry'];
  const rows = Array.from({ length: 40 }, (_, index) => {
    const litres = 30 + ((index * 37) % 470);
    return [
      `B-${String(index + 1).padStart(3, '0')}`,
      woods[index % woods.length],
      litres,
      index % 7 === 0 ? 'yes' : 'no',
    ];
  });
  return ['barrel,wood,litres,sold', ...rows.map((row) => row.join(','))].join('\n') + '\n';
}

const price = (date: string, cents: number) => {
  return text(
    'prices/current.json',
    `${JSON.stringify({ date, barrel: { wood: 'oak', priceCents: cents } }, null, 2)}\n`,
    'application/json',
  );
};

/** In the order they are written: a key named again becomes a newer version. */
export const demoFiles: readonly DemoFile[] = [
  text(
    'README.md',
    '# Demo bucket\n\nThis bucket came with the embedded endpoint. Look around, upload, delete: nothing here is needed.\n\n' +
      '* `prices/current.json` has several versions\n* `odd names/` holds keys that many tools stumble over\n\n' +
      'Delete the bucket when you are done; it will not come back.\n',
    'text/markdown; charset=utf-8',
  ),
  text('notes/cooper.txt', 'A cooper makes barrels, casks, and, now and then, a bucket.\n'),
  text('notes/tools.txt', 'Adze, croze, head knife, jointer, topping plane.\n'),
  { key: 'pictures/barrel-head.png', bytes: makePng(240, 240, barrel), contentType: 'image/png' },
  text('stock/2025/barrels.csv', stockTable(), 'text/csv; charset=utf-8'),
  text('stock/2026/barrels.csv', stockTable(), 'text/csv; charset=utf-8'),
  price('2026-01-01', 41_900),
  price('2026-04-01', 43_500),
  price('2026-07-01', 44_900),
  text('odd names/100% oak + iron.txt', 'Percent and plus mean something in URLs.\n'),
  text(
    'odd names/invoice\u202efdp.exe',
    'The name holds a right-to-left override (U+202E), so it can look like another.\n',
  ),
  text('odd names/\u{1f6e2}\ufe0f barrel.txt', 'An emoji.\n'),
  text('odd names//double slash.txt', 'Between two slashes lies a folder without a name.\n'),
  text('odd names/caf\u00e9.txt', 'One character for the e with its accent.\n'),
  text('odd names/cafe\u0301.txt', 'Two characters for the same.\n'),
  { key: 'empty folder/', bytes: Buffer.alloc(0), contentType: 'application/x-directory' },
];
