import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { unwrap } from '@/lib/errors/result';
import type { BucketTarget } from '@/lib/objects/schema';
import { compareSettings, readSetting, readSettingHistory, readSettings, removeSetting, writeSetting } from './actions';
import type { FindDangers, SettingChange } from './define';
import { loadEditor } from './load-editor';
import type { CompareInput, RemoveSettingInput, SettingTarget, WriteSettingInput } from './schema';
import type { Comparison, SaveOutcome, SettingRow } from './types';

const settingKeys = {
  rows: ({ connection, bucket }: BucketTarget) => ['settings', connection, bucket] as const,
  one: ({ connection, bucket, setting }: SettingTarget) => ['setting', connection, bucket, setting] as const,
};

/** The rows of the overview by the setting's id. They fill while the query is fetching. */
export function settingRowsQuery(target: BucketTarget, client: QueryClient) {
  const queryKey = settingKeys.rows(target);
  return queryOptions({
    queryKey,
    queryFn: async () => {
      const rows: Record<string, SettingRow> = {};
      for await (const result of (await readSettings(target)).rows) {
        const row = unwrap(result);
        rows[row.id] = row;
        client.setQueryData(queryKey, (shown: Record<string, SettingRow> | undefined) => ({ ...shown, [row.id]: row }));
      }
      return rows;
    },
    staleTime: 0,
  });
}

export function settingQuery(target: SettingTarget) {
  return queryOptions({
    queryKey: settingKeys.one(target),
    queryFn: async () => unwrap(await (await readSetting(target)).result),
    // What is shown must be what is there; while somebody edits, nothing is asked behind their back.
    staleTime: 0,
    gcTime: 0,
    refetchOnReconnect: false,
  });
}

/** What was changed here. Asked anew every time it is looked at. */
export function settingHistoryQuery(target: SettingTarget) {
  return queryOptions({
    queryKey: ['setting-history', target.connection, target.bucket, target.setting] as const,
    queryFn: async () => unwrap(await (await readSettingHistory(target)).result),
    staleTime: 0,
    gcTime: 0,
  });
}

/** What taking these documents over would change on a bucket. Looked at anew every time. */
export function comparisonQuery(input: CompareInput) {
  const { connection, bucket, from, documents } = input;
  return queryOptions({
    queryKey: ['settings-comparison', connection, bucket, from, documents] as const,
    queryFn: async () => unwrap(await (await compareSettings(input)).result),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
  });
}

export function settingEditorQuery(setting: string) {
  return queryOptions({
    queryKey: ['setting-editor', null, setting],
    queryFn: () => loadEditor(setting),
    staleTime: Infinity,
    structuralSharing: false,
  });
}

/** What saving this change would break, where the setting can tell. Asked anew for every change. */
export function settingDangersQuery(
  setting: string,
  findDangers: FindDangers<unknown> | null,
  change: SettingChange<unknown>,
  client: QueryClient,
) {
  return queryOptions({
    queryKey: ['setting-dangers', change.connection, change.bucket, setting, change.value, change.saved] as const,
    queryFn: () => findDangers?.(change, client) ?? [],
    enabled: findDangers !== null,
    staleTime: 0,
    gcTime: 0,
  });
}

/** The same for several settings of a bucket that are written at once; what cannot be said of one of them fails it. */
export function changeDangersQuery(target: BucketTarget, changes: readonly Comparison[], client: QueryClient) {
  const { connection, bucket } = target;
  return queryOptions({
    queryKey: ['setting-changes-dangers', connection, bucket, changes] as const,
    queryFn: async () => {
      const found = changes.map(async (change): Promise<string[]> => {
        if (change.state !== 'differs') return [];
        const { findDangers } = await loadEditor(change.id);
        const { value, saved } = change;
        return (await findDangers?.({ value, saved, connection, bucket }, client)) ?? [];
      });
      return (await Promise.all(found)).flat();
    },
    staleTime: 0,
    gcTime: 0,
  });
}

/** What a save or a deletion has shown to be there now. */
export function noteOutcome(client: QueryClient, outcome: SaveOutcome, target: SettingTarget): void {
  const reading = outcome.kind === 'saved' ? outcome.reading : outcome.current;
  client.setQueryData(settingQuery(target).queryKey, reading);
}

/** Saves a setting; throws what went wrong. */
export async function saveSetting(input: WriteSettingInput): Promise<SaveOutcome> {
  return unwrap(await (await writeSetting(input)).result);
}

/** Deletes a setting; throws what went wrong. */
export async function deleteSetting(input: RemoveSettingInput): Promise<SaveOutcome> {
  return unwrap(await (await removeSetting(input)).result);
}

export const writeSettingMutation = () => mutationOptions({ mutationFn: saveSetting });

export const removeSettingMutation = () => mutationOptions({ mutationFn: deleteSetting });
