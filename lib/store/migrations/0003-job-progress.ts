import type { Migration } from '../types.ts';

export const jobProgress: Migration = {
  name: '0003-job-progress',
  sql: `
    -- Of those done: left as they were, because the job was told to.
    ALTER TABLE cooper.jobs ADD COLUMN skipped bigint NOT NULL DEFAULT 0;
    -- Remarks on what was done, which stand beside the failures.
    ALTER TABLE cooper.jobs ADD COLUMN noted bigint NOT NULL DEFAULT 0;
    ALTER TABLE cooper.job_failures ADD COLUMN is_note boolean NOT NULL DEFAULT false;
    -- When the first of a row of retries began; null for a job that is none.
    ALTER TABLE cooper.jobs ADD COLUMN begun bigint;
    -- Bytes that the worker of a chunk has moved so far in this try.
    ALTER TABLE cooper.job_chunks ADD COLUMN moved bigint NOT NULL DEFAULT 0;
  `,
};
