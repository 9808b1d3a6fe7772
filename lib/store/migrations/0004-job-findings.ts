import type { Migration } from '../types.ts';

export const jobFindings: Migration = {
  name: '0004-job-findings',
  sql: `
    -- Until when, on the clock of the database, the worker that ends a job is believed to live.
    ALTER TABLE cooper.jobs ADD COLUMN ending_until bigint NOT NULL DEFAULT 0;

    -- What a job has counted: objects and bytes by prefix, class and so on.
    CREATE TABLE cooper.job_tallies (
      job text NOT NULL REFERENCES cooper.jobs ON DELETE CASCADE,
      dimension text NOT NULL,
      -- The name as JSON text, cut to what an index takes; the order of names.
      place text COLLATE "C" NOT NULL,
      name json NOT NULL,
      objects bigint NOT NULL,
      bytes bigint NOT NULL,
      PRIMARY KEY (job, dimension, place)
    );

    -- Every object a job has seen, until those with the same content are found, a slice at a time.
    CREATE TABLE cooper.job_fingerprints (
      job text NOT NULL REFERENCES cooper.jobs ON DELETE CASCADE,
      slice int NOT NULL,
      etag text COLLATE "C" NOT NULL,
      size bigint NOT NULL,
      modified bigint,
      key json NOT NULL
    );
    CREATE INDEX fingerprints_of_job ON cooper.job_fingerprints (job, slice);

    -- Objects that have the same content as others.
    CREATE TABLE cooper.job_duplicates (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      job text NOT NULL REFERENCES cooper.jobs ON DELETE CASCADE,
      etag text COLLATE "C" NOT NULL,
      size bigint NOT NULL,
      -- Objects of this content, and which of them this is, the oldest first.
      copies bigint NOT NULL,
      position bigint NOT NULL,
      -- What all but one of them take.
      saving bigint NOT NULL,
      modified bigint,
      key json NOT NULL
    );
    CREATE INDEX duplicates_of_job ON cooper.job_duplicates (job, saving, etag, size, number);
  `,
};
