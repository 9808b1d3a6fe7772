import type { Migration } from '../types.ts';

/** What settings of buckets were before they were changed here (lib/settings/history-table.ts). */
export const settingHistory: Migration = {
  name: '0002-setting-history',
  sql: `
    CREATE TABLE cooper.setting_history (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      connection text NOT NULL,
      bucket text NOT NULL,
      setting text NOT NULL,
      at bigint NOT NULL,
      access_key_id text NOT NULL,
      act text NOT NULL,
      -- False until the server has answered. What stays so may or may not have been done.
      is_certain boolean NOT NULL DEFAULT false,
      -- Documents as JSON text in a JSON string; "" where nothing was configured, null where nobody could look.
      before json NOT NULL,
      after json NOT NULL,
      -- Characters of both, for the bound.
      size int NOT NULL
    );
    CREATE INDEX setting_history_of ON cooper.setting_history (connection, bucket, setting, number);
  `,
};
