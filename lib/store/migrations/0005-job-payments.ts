import type { Migration } from '../types.ts';

export const jobPayments: Migration = {
  name: '0005-job-payments',
  sql: `
    -- Buckets whose requests whoever started it agreed to pay for, by connection.
    ALTER TABLE cooper.jobs ADD COLUMN paid_buckets json NOT NULL DEFAULT '{}';
  `,
};
