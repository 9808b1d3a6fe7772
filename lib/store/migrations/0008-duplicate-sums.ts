import type { Migration } from '../types.ts';

export const duplicateSums: Migration = {
  name: '0008-duplicate-sums',
  sql: `
    -- Of the duplicates that a job has found: contents, objects, and bytes of all but one of each content.
    ALTER TABLE cooper.jobs ADD COLUMN duplicates json;
    UPDATE cooper.jobs AS j SET duplicates = (
      SELECT json_build_object('groups', count(*) FILTER (WHERE position = 1), 'objects', count(*),
        'spareBytes', coalesce(sum(saving) FILTER (WHERE position = 1), 0)) FROM cooper.job_duplicates WHERE job = j.id
    ) WHERE kind = 'inventory';
  `,
};
