import type { Migration } from '../types.ts';
import { jobs } from './0001-jobs.ts';
import { settingHistory } from './0002-setting-history.ts';
import { jobProgress } from './0003-job-progress.ts';
import { jobFindings } from './0004-job-findings.ts';
import { jobPayments } from './0005-job-payments.ts';
import { chunkWaits } from './0006-chunk-waits.ts';
import { chunkText } from './0007-chunk-text.ts';
import { duplicateSums } from './0008-duplicate-sums.ts';

/** Every change of the tables in its order. A line that has been released is never altered; a new one goes to the end. */
export const migrations: readonly Migration[] = [
  jobs,
  settingHistory,
  jobProgress,
  jobFindings,
  jobPayments,
  chunkWaits,
  chunkText,
  duplicateSums,
];
