import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toReturnStep } from '@/lib/versions/wire';
import type { JobItem } from '../../types';
import { chooseReturns, type Carried } from './choose';

const at = 100;

/** Versions of keys as listed, the newest first: `v` a version, `d` a delete marker; behind the bar those of then. */
function toEntries(keys: readonly string[]): JobItem[] {
  return keys.flatMap((text, index) => {
    const then = text.indexOf('|');
    return Array.from(text.replace('|', '')).map((kind, age) => ({
      key: `k${String(index).padStart(4, '0')}`,
      versionId: String(age),
      modified: at + then - age,
      ...(kind === 'd' ? { isMarker: true } : { sizeBytes: 7, storageClass: index % 2 ? 'GLACIER' : 'STANDARD' }),
    }));
  });
}

function chooseAll(entries: readonly JobItem[], hidesNew: boolean, pageSize: number) {
  const items: JobItem[] = [];
  const counts: Record<string, number> = {};
  let carried: Carried | null = null;
  for (let from = 0; from < Math.max(1, entries.length); from += pageSize) {
    const isLast = from + pageSize >= entries.length;
    const page = chooseReturns(entries.slice(from, from + pageSize), { at, hidesNew }, carried, isLast);
    items.push(...page.items);
    for (const [name, count] of Object.entries(page.counts)) counts[name] = (counts[name] ?? 0) + count;
    // What is carried crosses the database and the browser.
    carried = JSON.parse(JSON.stringify(page.carried)) as Carried | null;
  }
  return { items, counts };
}

const keysOf = (text: string): string => `k${text.padStart(4, '0')}`;

it('copies, takes markers away, hides and leaves alone', () => {
  const { items, counts } = chooseAll(
    toEntries(['v|v', 'vd|v', 'dd|v', '|vv', 'v|', 'dv|', 'v|dv', 'd|dv']),
    true,
    100,
  );
  expect(counts).toEqual({ same: 1, copied: 2, archived: 1, unhidden: 1, markers: 2, new: 2 });
  expect(items).toEqual([
    expect.objectContaining({ key: keysOf('0'), versionId: '1', sizeBytes: 7 }),
    expect.objectContaining({ key: keysOf('1'), versionId: '2', storageClass: 'GLACIER' }),
    { key: keysOf('2'), versionId: '0', isMarker: true },
    { key: keysOf('2'), versionId: '1', isMarker: true },
    { key: keysOf('4'), change: 'extra' },
    { key: keysOf('6'), change: 'extra' },
  ]);
});

it('carries little of a key that was deleted without end, and copies its version', () => {
  const { items, counts } = chooseAll(toEntries([`${'d'.repeat(500)}|v`]), false, 30);
  expect(items).toEqual([expect.objectContaining({ versionId: '500' })]);
  expect(counts).toMatchObject({ copied: 1, markers: 0 });
});

it('comes to what each key by itself takes, wherever pages end', () => {
  const history = fc.tuple(
    fc.string({ unit: fc.constantFrom('v', 'd'), maxLength: 5 }),
    fc.string({ unit: fc.constantFrom('v', 'd'), maxLength: 3 }),
  );
  fc.assert(
    fc.property(
      fc.array(history, { maxLength: 12 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 9 }),
      (histories, hidesNew, size) => {
        const keys = histories
          .filter(([since, then]) => since + then !== '')
          .map(([since, then]) => `${since}|${then}`);
        const { items } = chooseAll(toEntries(keys), hidesNew, size);
        const expected = keys.flatMap((text) => {
          const entries = toEntries([text]).slice(0, text.indexOf('|') + 1);
          const wire = entries.map(({ key, versionId = '', isMarker = false, modified = 0 }) => ({
            ...{ key, VersionId: versionId, isMarker, LastModified: new Date(modified), IsLatest: versionId === '0' },
          }));
          const step = toReturnStep('', wire, at);
          if (step.kind === 'copy') return [`copy ${step.versionId}`];
          if (step.kind === 'unhide') return step.markers.map((id) => `marker ${id}`);
          return step.kind === 'hide' && hidesNew ? ['hide'] : [];
        });
        const found = items.map(({ versionId, isMarker, change }) =>
          change === 'extra' ? 'hide' : `${isMarker ? 'marker' : 'copy'} ${versionId}`,
        );
        expect(found).toEqual(expected);
      },
    ),
  );
});
