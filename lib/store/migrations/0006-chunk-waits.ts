import type { Migration } from '../types.ts';

export const chunkWaits: Migration = {
  name: '0006-chunk-waits',
  sql: `
    -- What is to be tried again is left alone until then, on the clock of the database.
    ALTER TABLE cooper.job_chunks ADD COLUMN not_before bigint NOT NULL DEFAULT 0;
  `,
};
