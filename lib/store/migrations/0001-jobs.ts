import type { Migration } from '../types.ts';

/** Times are milliseconds since 1970. Keys stand in `json`, never in `text` or `jsonb`, which refuse U+0000. */
export const jobs: Migration = {
  name: '0001-jobs',
  sql: `
    CREATE TABLE cooper.jobs (
      id text PRIMARY KEY,
      kind text NOT NULL,
      connection text NOT NULL,
      bucket text NOT NULL,
      -- Who started it: a fingerprint of the keys (lib/session/owner.ts), and the access key to be shown.
      owner text NOT NULL,
      access_key_id text NOT NULL,
      title json NOT NULL,
      input json NOT NULL,
      plan json,
      state text NOT NULL,
      -- Why it is paused or has failed.
      reason json,
      -- Where the listing goes on; null at its start, and is_listed at its end.
      cursor json,
      is_listed boolean NOT NULL DEFAULT false,
      -- Pages listed. Whoever adds one says which it was, so that none is added twice.
      pages int NOT NULL DEFAULT 0,
      next_chunk int NOT NULL DEFAULT 0,
      listed bigint NOT NULL DEFAULT 0,
      done bigint NOT NULL DEFAULT 0,
      failed bigint NOT NULL DEFAULT 0,
      bytes bigint NOT NULL DEFAULT 0,
      -- Keys of the person, sealed; null for keys that lie on the server, and as soon as the job has ended.
      credentials text,
      created bigint NOT NULL,
      ended bigint,
      -- Time spent running, without what is running now, which began at running_since.
      run_ms bigint NOT NULL DEFAULT 0,
      running_since bigint,
      retry_of text
    );
    CREATE INDEX jobs_of_owner ON cooper.jobs (connection, owner, created);

    CREATE TABLE cooper.job_chunks (
      job text NOT NULL REFERENCES cooper.jobs ON DELETE CASCADE,
      number int NOT NULL,
      items json NOT NULL,
      -- How often somebody began to work on it: from the second time on, some of it may be done already.
      attempts int NOT NULL DEFAULT 0,
      -- Until when, on the clock of the database, the worker that has it is believed to live.
      leased_until bigint NOT NULL DEFAULT 0,
      PRIMARY KEY (job, number)
    );

    CREATE TABLE cooper.job_failures (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      job text NOT NULL REFERENCES cooper.jobs ON DELETE CASCADE,
      item json NOT NULL,
      code text NOT NULL,
      message json NOT NULL
    );
    CREATE INDEX failures_of_job ON cooper.job_failures (job, number);

    CREATE TABLE cooper.job_events (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      job text NOT NULL REFERENCES cooper.jobs ON DELETE CASCADE,
      at bigint NOT NULL,
      event json NOT NULL
    );
    CREATE INDEX events_of_job ON cooper.job_events (job, number);
  `,
};
