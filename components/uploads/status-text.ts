import { formatBytes } from '@/lib/format/bytes';
import { formatSeconds } from '@/lib/format/durations';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import type { UploadTotals, UploadView } from '@/lib/uploads/snapshot';
import type { UploadCheck } from '@/lib/uploads/types';

/** The line under the bar: how far, or how it ended. Claims no check that was not made. */
export function toStatusText(view: UploadView): string {
  switch (view.status) {
    case 'waiting':
      return `Waiting · ${formatBytes(view.sizeBytes)}`;
    case 'preparing':
      return `Preparing · ${formatBytes(view.sizeBytes)}`;
    case 'uploading':
      return [toAmount(view), toParts(view)].filter(Boolean).join(' · ');
    case 'paused':
      return `Paused · ${toAmount(view)}`;
    case 'completing':
      return `Joining ${formatQuantity(view.partCount, 'part')}`;
    case 'done':
      return [formatBytes(view.sizeBytes), toCheckText(view)].filter(Boolean).join(' · ');
    case 'failed':
    case 'cancelled':
      return view.failure ? view.failure.message : 'Cancelled';
  }
}

function toAmount({ sentBytes, sizeBytes }: UploadView): string {
  return `${formatBytes(Math.min(sentBytes, sizeBytes))} of ${formatBytes(sizeBytes)}`;
}

function toParts({ partsStored, partCount }: UploadView): string {
  return partCount > 1 ? `part ${formatCount(Math.min(partsStored + 1, partCount))} of ${formatCount(partCount)}` : '';
}

function toCheckText({ outcome }: UploadView): string {
  const checks: readonly UploadCheck[] = outcome?.checks ?? [];
  const confirmed = [checks.includes('etag') && 'MD5', checks.includes('size') && 'size'].filter(Boolean);
  if (confirmed.length > 0) return `${confirmed.join(' and ')} confirmed`;
  return checks.includes('content-md5') ? 'sent with MD5' : '';
}

/** From 0 to 1. An empty file is complete when it is done. */
export function toShare({ status, sentBytes, sizeBytes }: UploadView): number {
  if (status === 'done') return 1;
  return sizeBytes === 0 ? 0 : Math.min(1, sentBytes / sizeBytes);
}

/** Whole percent, and 100 only when nothing is missing. */
export function toPercent(view: UploadView): number {
  return view.status === 'done' ? 100 : Math.min(99, Math.floor(toShare(view) * 100));
}

function countActive({ byStatus }: UploadTotals): number {
  return byStatus.preparing + byStatus.uploading + byStatus.completing;
}

/** Whether anything moves or is going to by itself. */
export function isBusy(totals: UploadTotals): boolean {
  return countActive(totals) + totals.byStatus.waiting > 0;
}

/** With more files than this their number tells more than the speed. */
const fewFiles = 20;

/** The right end of the header: speed and time left while busy, else how it went. */
export function toSummary(totals: UploadTotals): string {
  const { byStatus, bytesPerSecond, secondsLeft } = totals;
  if (isBusy(totals)) {
    const hasBegun = bytesPerSecond > 0 || totals.sentBytes > 0;
    const speed = hasBegun ? `${formatBytes(bytesPerSecond)}/s` : 'Starting';
    const settled = byStatus.done + byStatus.failed + byStatus.cancelled;
    const amount = totals.count > fewFiles ? `${formatCount(settled)} of ${formatCount(totals.count)}` : speed;
    return secondsLeft === null ? amount : `${amount} · ${formatSeconds(toRoundSeconds(secondsLeft))} left`;
  }
  const parts = [
    byStatus.failed > 0 && `${formatCount(byStatus.failed)} failed`,
    byStatus.paused > 0 && `${formatCount(byStatus.paused)} paused`,
    byStatus.done > 0 && `${formatCount(byStatus.done)} done`,
    byStatus.cancelled > 0 && `${formatCount(byStatus.cancelled)} cancelled`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** A time that jumps every half second cannot be read: whole seconds below ten, then steps of five, then minutes. */
function toRoundSeconds(seconds: number): number {
  if (seconds < 10) return Math.max(1, Math.ceil(seconds));
  if (seconds < 120) return Math.ceil(seconds / 5) * 5;
  return Math.ceil(seconds / 60) * 60;
}

/** Said once everything has come to rest. */
export function toOutcomeText({ byStatus }: UploadTotals): string {
  const failed = byStatus.failed > 0 ? `, ${formatQuantity(byStatus.failed, 'file')} failed` : '';
  return `${formatQuantity(byStatus.done, 'file')} uploaded${failed}`;
}
