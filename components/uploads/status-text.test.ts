import { describe, expect, it } from 'vitest';
import { emptySnapshot, type UploadTotals, type UploadView } from '@/lib/uploads/snapshot';
import { orderUploads } from './order';
import { toOutcomeText, toPercent, toStatusText, toSummary } from './status-text';

const gibibyte = 1024 ** 3;
const view = (change: Partial<UploadView>): UploadView => ({
  id: '1',
  connection: 'c',
  bucket: 'b',
  key: 'k',
  sizeBytes: 48 * gibibyte,
  sentBytes: 24 * gibibyte,
  status: 'uploading',
  partsStored: 384,
  partCount: 768,
  failure: null,
  outcome: null,
  ...change,
});
const totals = (byStatus: Partial<UploadTotals['byStatus']>, change: Partial<UploadTotals> = {}): UploadTotals => ({
  ...emptySnapshot.totals,
  ...change,
  byStatus: { ...emptySnapshot.totals.byStatus, ...byStatus },
});

describe('toStatusText', () => {
  it('says how far it is', () => {
    expect(toStatusText(view({}))).toBe('24.0 GiB of 48.0 GiB · part 385 of 768');
    expect(toStatusText(view({ partCount: 1 }))).toBe('24.0 GiB of 48.0 GiB');
    expect(toStatusText(view({ status: 'completing' }))).toBe('Joining 768 parts');
  });

  it.each([
    [['content-md5', 'size', 'etag'], '48.0 GiB · MD5 and size confirmed'],
    [['content-md5', 'etag'], '48.0 GiB · MD5 confirmed'],
    [['content-md5', 'size'], '48.0 GiB · size confirmed'],
    [['content-md5'], '48.0 GiB · sent with MD5'],
  ] as const)('claims only the checks made: %j', (checks, text) => {
    const outcome = { etag: null, versionId: null, checks: [...checks] };
    expect(toStatusText(view({ status: 'done', outcome }))).toBe(text);
  });

  it('gives the reason of a failure', () => {
    const failure = { kind: 'other', message: 'No room left.', detail: null } as const;
    expect(toStatusText(view({ status: 'failed', failure }))).toBe('No room left.');
  });
});

describe('toPercent', () => {
  it('reaches 100 only at the end', () => {
    expect(toPercent(view({ sentBytes: 48 * gibibyte }))).toBe(99);
    expect(toPercent(view({ status: 'done', sizeBytes: 0, sentBytes: 0 }))).toBe(100);
    expect(toPercent(view({ status: 'waiting', sizeBytes: 0, sentBytes: 0 }))).toBe(0);
  });
});

describe('toSummary', () => {
  it('tells speed and time while busy, and how it went after', () => {
    expect(toSummary(totals({ uploading: 1 }, { bytesPerSecond: 412 * 1024 ** 2, secondsLeft: 171 }))).toBe(
      '412 MiB/s · 3 min left',
    );
    expect(toSummary(totals({ waiting: 1 }))).toBe('Starting');
    expect(toSummary(totals({ done: 1200, failed: 1 }))).toBe('1 failed · 1,200 done');
    expect(toOutcomeText(totals({ done: 1, failed: 2 }))).toBe('1 file uploaded, 2 files failed');
  });
});

describe('orderUploads', () => {
  it('shows what needs attention first and keeps the order within', () => {
    const statuses = ['done', 'waiting', 'uploading', 'failed', 'preparing', 'paused'] as const;
    const ordered = orderUploads(statuses.map((status) => view({ id: status, status })));
    expect(ordered.map(({ id }) => id)).toEqual(['failed', 'uploading', 'preparing', 'paused', 'waiting', 'done']);
  });
});
