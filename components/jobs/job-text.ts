import { formatBytes } from '@/lib/format/bytes';
import { formatSeconds } from '@/lib/format/durations';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import type { JobState, JobView } from '@/lib/jobs/types';

/** How many there are to do, where it is known: all are listed, or all were counted before. */
function getTotal({ isListed, listed, plan }: JobView): number | null {
  if (isListed) return listed;
  return plan && !plan.isPartial ? Math.max(plan.items, listed) : null;
}

/** 0 to 1; `null` while nobody knows how many there are. */
export function getProgress(job: JobView): number | null {
  const total = getTotal(job);
  if (total === null) return null;
  return total === 0 ? 1 : Math.min(1, (job.done + job.failed) / total);
}

/** "12,000 of 20,000, 1.2 GiB, 3 failed" */
export function describeProgress(job: JobView): string {
  const total = getTotal(job);
  const done = formatCount(job.done + job.failed);
  const count = total === null ? `${done} so far` : `${done} of ${formatCount(total)}`;
  const parts = [count, job.bytes > 0 && formatBytes(job.bytes), job.failed > 0 && `${formatCount(job.failed)} failed`];
  return parts.filter((part) => part !== false).join(', ');
}

/** "850/s, about 2 min left"; empty before there is anything to tell. */
export function describeRate(job: JobView): string {
  const worked = job.done + job.failed;
  if (job.state !== 'running' || worked === 0 || job.runMs < 1000) return '';
  const perSecond = worked / (job.runMs / 1000);
  const rate = `${formatCount(Math.max(1, Math.round(perSecond)))}/s`;
  const total = getTotal(job);
  if (total === null || total <= worked) return rate;
  return `${rate}, about ${formatSeconds(Math.max(1, Math.round((total - worked) / perSecond)))} left`;
}

const stateNames: Record<JobState, string> = {
  running: 'running',
  paused: 'paused',
  finished: 'finished',
  cancelled: 'cancelled',
  failed: 'failed',
};

export type StateTone = 'accent' | 'ok' | 'warn' | 'danger' | 'neutral';

export function describeState({ state, failed }: JobView): { text: string; tone: StateTone } {
  if (state === 'finished' && failed > 0) return { text: `finished, ${formatCount(failed)} failed`, tone: 'warn' };
  const tones = { running: 'accent', paused: 'warn', finished: 'ok', cancelled: 'neutral', failed: 'danger' } as const;
  return { text: stateNames[state], tone: tones[state] };
}

/** What came of a job that has ended, for those who look elsewhere; `null` while it goes on or waits. */
export function describeEnd(job: JobView): { text: string; isGood: boolean } | null {
  if (job.ended === null) return null;
  const failed = job.failed > 0 ? `, ${formatCount(job.failed)} failed` : '';
  const name = stateNames[job.state];
  const text = `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${formatCount(job.done)} done${failed}.`;
  const isGood = job.state !== 'failed' && job.failed === 0;
  return { text: job.state === 'failed' && job.reason ? `${text} ${job.reason.message}` : text, isGood };
}

/** What came of a job, in a sentence for those who do not see the bar. */
export function describeOutcome(job: JobView): string {
  const failed = job.failed > 0 ? `, ${formatCount(job.failed)} failed` : '';
  return `${job.title}: ${describeState({ ...job, failed: 0 }).text}, ${formatQuantity(job.done, 'item')} done${failed}.`;
}
