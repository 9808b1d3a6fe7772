import 'server-only';
import type { Connection } from '@/lib/s3/connection';
import { withStore } from '@/lib/store/open';
import { requireOwn } from './control';
import { findDuplicates, findFindings, findTallies } from './finding-records';
import type { DuplicatesInput, JobTarget, TalliesInput } from './schema';
import type { DuplicatePage, FindingsView, TallyPage } from './types';

/** What a job has found out, in short. While it runs: so far, and no duplicates. */
export function readFindings(connection: Connection, { id }: JobTarget): Promise<FindingsView> {
  return withStore(async (store) => {
    await requireOwn(store, connection, id);
    return findFindings(store, id);
  });
}

export function readTallies(connection: Connection, { id, after }: TalliesInput): Promise<TallyPage> {
  return withStore(async (store) => {
    await requireOwn(store, connection, id);
    return findTallies(store, id, after);
  });
}

export function readDuplicates(connection: Connection, { id, after }: DuplicatesInput): Promise<DuplicatePage> {
  return withStore(async (store) => {
    await requireOwn(store, connection, id);
    return findDuplicates(store, id, after);
  });
}
