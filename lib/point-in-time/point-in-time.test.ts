import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '@/lib/errors/result';
import { compareKeys } from '@/lib/listing/byte-order';
import type { ListingPage } from '@/lib/listing/page';
import type { ListingRows } from '@/lib/listing/rows';
import { ListingWalk } from '@/lib/listing/walk';
import { makePages, type PlainObject } from '@/lib/testing/listing-pages';
import { atPointInTime } from './past-pages';

/** One thing that happened to a key: a version was written, or a delete marker. */
interface Happening {
  name: string;
  time: number;
  isMarker: boolean;
}

/** The listing of versions after all that: keys ascending, the newest of a key first. */
function toVersions(happenings: readonly Happening[]): PlainObject[] {
  const latest = new Map<string, number>();
  for (const { name, time } of happenings) latest.set(name, Math.max(time, latest.get(name) ?? 0));
  return [...happenings]
    .sort((left, right) => compareKeys(left.name, right.name) || right.time - left.time)
    .map(({ name, time, isMarker }) => ({
      name,
      modified: time,
      size: isMarker ? 0 : time,
      version: { id: `v${time}`, isMarker, isLatest: latest.get(name) === time },
    }));
}

async function look(happenings: readonly Happening[], at: number, pageLength: number): Promise<string[]> {
  const pages = makePages(toVersions(happenings), pageLength);
  async function* send(start: number): AsyncGenerator<Result<ListingPage>, void, void> {
    for (const value of pages.slice(start, start + 2)) yield await Promise.resolve({ ok: true, value });
  }
  const fetchPages = atPointInTime({ prefix: '', delimiter: '/' }, at, (cursor) =>
    Promise.resolve(send(cursor?.token == null ? 0 : Number(cursor.token.slice('token-'.length)) / pageLength)),
  );
  const walk = new ListingWalk({ prefix: '', fetchPages });
  walk.start();
  await expect.poll(() => walk.getSnapshot().status).toBe('complete');
  return toLines(walk.rows);
}

function toLines(rows: ListingRows): string[] {
  return Array.from({ length: rows.objects }, (_, id) => {
    const row = rows.row(id);
    return row.kind === 'object' ? `${row.name} ${row.version?.id} ${row.since}` : '';
  });
}

/** The same by the plainest means: play everything up to the moment, and compare with the end. */
function replay(happenings: readonly Happening[], at: number): string[] {
  const play = (until: number): Map<string, number> => {
    const current = new Map<string, number>();
    for (const { name, time, isMarker } of [...happenings].sort((left, right) => left.time - right.time)) {
      if (time > until) continue;
      if (isMarker) current.delete(name);
      else current.set(name, time);
    }
    return current;
  };
  const [then, now] = [play(at), play(Infinity)];
  const names = [...new Set([...then.keys(), ...now.keys()])].sort(compareKeys);
  return names.map((name) => {
    const [before, after] = [then.get(name), now.get(name)];
    if (before === undefined) return `${name} v${after} new`;
    return `${name} v${before} ${after === undefined ? 'deleted' : after === before ? 'same' : 'changed'}`;
  });
}

describe('a listing as it was at a point in time', () => {
  it('is what playing everything up to then gives, whatever the pages', async () => {
    const happening = fc.record({ name: fc.constantFrom('a', 'b', 'ü', '\u{1f6e2}'), isMarker: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 1, maxLength: 14 }),
        fc.nat({ max: 15 }),
        fc.integer({ min: 1, max: 5 }),
        async (happened, at, pageLength) => {
          const happenings = happened.map((one, index) => ({ ...one, time: index + 1 }));
          expect(await look(happenings, at, pageLength)).toEqual(replay(happenings, at));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('marks what has changed, gone and come since', async () => {
    const wrote = (name: string, time: number): Happening => ({ name, time, isMarker: false });
    const happenings = [
      wrote('changed', 1),
      wrote('deleted', 2),
      wrote('same', 3),
      wrote('changed', 11),
      { name: 'deleted', time: 12, isMarker: true },
      wrote('new', 13),
    ];
    expect(await look(happenings, 10, 2)).toEqual([
      'changed v1 changed',
      'deleted v2 deleted',
      'new v13 new',
      'same v3 same',
    ]);
  });
});
