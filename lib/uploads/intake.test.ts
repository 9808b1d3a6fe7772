import { describe, expect, it } from 'vitest';
import type { Conflict, ConflictChoice } from './conflicts';
import { toNumberedKey } from './conflicts';
import type { CorsCheck } from './cors/types';
import { takeIn } from './intake';
import { fromFiles, readDropped, type LocalEntry } from './local-entries';

const allowed: CorsCheck = { verdict: 'allowed', message: '', rules: [], proposal: null };
const target = { connection: 'c', bucket: 'b', prefix: 'p/' };
const entry = (path: string, size = 1): LocalEntry => ({ path, file: new File(['x'.repeat(size)], 'f'), handle: null });

interface Case {
  entries: LocalEntry[];
  taken?: string[];
  check?: CorsCheck;
  goOn?: boolean;
  choose?: (conflict: Conflict) => ConflictChoice;
}

async function run({ entries, taken = [], check = allowed, goOn = true, choose }: Case) {
  const asked: string[] = [];
  const sources = await takeIn({
    target,
    entries,
    transport: {
      findExisting: ({ keys }) =>
        Promise.resolve(
          keys.filter((key) => taken.includes(key)).map((key) => ({ key, sizeBytes: 1, modified: null, etag: null })),
        ),
    },
    checkCors: () => Promise.resolve(check),
    askCors: () => {
      asked.push('cors');
      return Promise.resolve(goOn);
    },
    askConflicts: (conflicts) => {
      asked.push(`conflicts ${conflicts.length}`);
      return Promise.resolve(choose ? new Map(conflicts.map((one) => [one.key, choose(one)])) : null);
    },
  });
  return { asked, sources: sources?.map(({ key, mayOverwrite }) => `${key}${mayOverwrite ? ' !' : ''}`) ?? null };
}

describe('takeIn', () => {
  it('asks nothing when nothing is in the way', async () => {
    expect(await run({ entries: [entry('a'), entry('d/b')] })).toEqual({ asked: [], sources: ['p/a', 'p/d/b'] });
    expect(await run({ entries: [] })).toEqual({ asked: [], sources: [] });
  });

  it('asks once about everything that exists, and does what was chosen', async () => {
    const choices: Record<string, ConflictChoice> = { 'p/a.txt': 'skip', 'p/b.txt': 'replace', 'p/c.txt': 'keep-both' };
    const taken = [...Object.keys(choices), 'p/c (2).txt'];
    const entries = ['a.txt', 'b.txt', 'c.txt', 'd.txt', 'c (3).txt'].map((path) => entry(path));
    expect(await run({ entries, taken, choose: ({ key }) => choices[key]! })).toEqual({
      asked: ['conflicts 3'],
      sources: ['p/b.txt !', 'p/c (4).txt', 'p/d.txt', 'p/c (3).txt'],
    });
  });

  it('does not ask about folder markers that exist', async () => {
    const folder = { path: 'empty/', file: null, handle: null };
    expect(await run({ entries: [folder], taken: ['p/empty/'] })).toEqual({ asked: [], sources: [] });
    expect(await run({ entries: [folder] })).toEqual({ asked: [], sources: ['p/empty/'] });
  });

  it('stops where the person stops', async () => {
    const refused: CorsCheck = { ...allowed, verdict: 'refused' };
    expect(await run({ entries: [entry('a')], check: refused, goOn: false })).toEqual({
      asked: ['cors'],
      sources: null,
    });
    expect(await run({ entries: [entry('a')], check: refused })).toEqual({ asked: ['cors'], sources: ['p/a'] });
    expect((await run({ entries: [entry('a')], taken: ['p/a'] })).sources).toBeNull();
    expect((await run({ entries: [entry('a')], check: { ...allowed, verdict: 'unknown' } })).asked).toEqual([]);
  });
});

describe('toNumberedKey', () => {
  it.each([
    ['a/report.pdf', 'a/report (2).pdf'],
    ['backup.tar.gz', 'backup (2).tar.gz'],
    ['a.b/README', 'a.b/README (2)'],
    ['.env', '.env (2)'],
    ['x. and a long sentence', 'x. and a long sentence (2)'],
  ])('%s → %s', (key, numbered) => {
    expect(toNumberedKey(key, 2)).toBe(numbered);
  });
});

/* The browser's own objects, as the File and Directory Entries API describes them. */
function fileEntry(name: string): FileSystemEntry {
  const file = (resolve: (file: File) => void) => resolve(new File(['x'], name));
  return { isFile: true, isDirectory: false, name, file } as unknown as FileSystemEntry;
}

function folderEntry(name: string, children: FileSystemEntry[], batchSize = 100): FileSystemEntry {
  const createReader = () => {
    const rest = [...children];
    return { readEntries: (resolve: (batch: FileSystemEntry[]) => void) => resolve(rest.splice(0, batchSize)) };
  };
  return { isFile: false, isDirectory: true, name, createReader } as unknown as FileSystemEntry;
}

const dropped = (entry: FileSystemEntry) => ({ entry, file: null, handle: Promise.resolve(null) });

describe('readDropped', () => {
  it('reads folders to any depth, keeps empty ones, and takes names as they are', async () => {
    const tree = folderEntry('top', [
      fileEntry('a\\b'),
      folderEntry('empty', []),
      folderEntry('..', [folderEntry('deep', [fileEntry('\u202ez')])]),
    ]);
    const { entries, problems } = await readDropped([dropped(tree), dropped(fileEntry('single'))], () => undefined);
    expect(entries.map(({ path }) => path).sort()).toEqual(['single', 'top/../deep/\u202ez', 'top/a\\b', 'top/empty/']);
    expect(entries.find(({ path }) => path === 'top/empty/')?.file).toBeNull();
    expect(problems).toEqual([]);
  });

  it('reads all of a folder that comes in batches, and tells how far it is', async () => {
    const counts: number[] = [];
    const many = folderEntry(
      'many',
      Array.from({ length: 5000 }, (_, index) => fileEntry(`f${index}`)),
    );
    const { entries } = await readDropped([dropped(many)], (count) => counts.push(count));
    expect(new Set(entries.map(({ path }) => path)).size).toBe(5000);
    expect(counts.at(-1)).toBe(5000);
    expect(counts.length).toBeGreaterThan(10);
  });

  it('goes on past what it cannot read, and says what that was', async () => {
    const refuse = (_: unknown, reject: (error: Error) => void) => reject(new Error('no'));
    const createReader = () => ({ readEntries: refuse });
    const broken = { isFile: false, isDirectory: true, name: 'locked', createReader } as unknown as FileSystemEntry;
    const { entries, problems } = await readDropped(
      [dropped(folderEntry('t', [broken, fileEntry('ok')]))],
      () => undefined,
    );
    expect(entries.map(({ path }) => path)).toEqual(['t/ok']);
    expect(problems).toEqual(['“t/locked” could not be read: no']);
  });
});

describe('fromFiles', () => {
  it('keeps the folders of a directory input', () => {
    const file = new File(['x'], 'b.txt');
    Object.defineProperty(file, 'webkitRelativePath', { value: 'a/b.txt' });
    expect(fromFiles([file, new File([], 'c')]).entries.map(({ path }) => path)).toEqual(['a/b.txt', 'c']);
  });
});
