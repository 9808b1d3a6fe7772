import { describe, expect, it } from 'vitest';
import { toEntries, toVersionCursor, toVersionPage } from './wire';

const version = (Key: string, VersionId: string, more: object = {}) => ({ Key, VersionId, Size: 1, ...more });
const ids = (entries: { VersionId?: string | undefined }[]): (string | undefined)[] =>
  entries.map(({ VersionId }) => VersionId);

describe('entries of a listing of versions', () => {
  const output = {
    Versions: [version('a%20b', '3'), version('a%20b', '1'), version('c', '4')],
    DeleteMarkers: [version('a%20b', '2')],
  };

  it('stand as the server sent them, under decoded keys', () => {
    const entries = toEntries(output, ['Version', 'DeleteMarker', 'Version', 'Version']);
    expect(ids(entries)).toEqual(['3', '2', '1', '4']);
    expect(entries.map(({ key, isMarker }) => [key, isMarker])).toEqual([
      ['a b', false],
      ['a b', true],
      ['a b', false],
      ['c', false],
    ]);
  });

  it.each([[['Version', 'Version', 'Version', 'DeleteMarker'] as const], [[] as const]])(
    'stand by key and date where the server sent %j',
    (order) => {
      const dated = {
        Versions: [
          version('a', '3', { LastModified: new Date(3) }),
          version('a', '1', { LastModified: new Date(1) }),
          version('c', '4'),
        ],
        DeleteMarkers: [version('a', '2', { LastModified: new Date(2) })],
      };
      expect(ids(toEntries(dated, order))).toEqual(['3', '2', '1', '4']);
      const sameTime = { Versions: [version('a', '1')], DeleteMarkers: [version('a', '2', { IsLatest: true })] };
      expect(ids(toEntries(sameTime, []))).toEqual(['2', '1']);
    },
  );

  it('become columns, markers without size', () => {
    const entries = toEntries({ Versions: [version('p/a', 'null', { IsLatest: true })] }, ['Version']);
    const page = toVersionPage({}, entries, 'p/', null, 5);
    expect(page).toMatchObject({ names: 'a', versions: { ids: 'null', flags: Uint8Array.of(1) }, next: null });
  });
});

describe('where versions go on', () => {
  const entries = toEntries({ Versions: [version('b', '1'), version('b', '0')] }, ['Version', 'Version']);

  it('is behind the last version', () => {
    expect(toVersionCursor({}, entries)).toEqual({ token: null, startAfter: 'b', versionId: '0' });
    expect(toVersionCursor({ NextVersionIdMarker: '0x' }, entries)).toMatchObject({ versionId: '0x' });
  });

  it('is behind the last folder, where that comes later', () => {
    expect(toVersionCursor({ CommonPrefixes: [{ Prefix: 'a/' }] }, entries)).toMatchObject({ startAfter: 'b' });
    expect(toVersionCursor({ CommonPrefixes: [{ Prefix: 'c%2Bd/' }] }, entries)).toEqual({
      token: null,
      startAfter: 'c+d/',
    });
  });

  it('is nowhere when the page holds nothing', () => {
    expect(toVersionCursor({}, [])).toEqual({ token: null, startAfter: null });
  });
});
