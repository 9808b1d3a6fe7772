/** The clock of the database in SQL, in milliseconds since 1970: workers on several machines share it. */
export const now = '(extract(epoch from clock_timestamp()) * 1000)::bigint';
