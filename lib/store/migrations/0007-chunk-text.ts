import type { Migration } from '../types.ts';

export const chunkText: Migration = {
  name: '0007-chunk-text',
  sql: `
    -- JSON that is written once, read once and looked into by nobody here: to check and compress it took longer than its work.
    ALTER TABLE cooper.job_chunks ALTER COLUMN items TYPE text USING items::text;
    ALTER TABLE cooper.job_chunks ALTER COLUMN items SET STORAGE EXTERNAL;
  `,
};
