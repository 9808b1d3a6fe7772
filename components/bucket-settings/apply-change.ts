import type { QueryClient } from '@tanstack/react-query';
import { deleteSetting, noteOutcome, saveSetting } from '@/lib/settings/queries';
import type { SettingTarget } from '@/lib/settings/schema';
import type { Change } from './changes';

export type ApplyResult =
  | { kind: 'saved' | 'deleted' }
  /** The server took it and shows something else. */
  | { kind: 'kept-otherwise' }
  /** Somebody changed it since it was compared. Nothing was written. */
  | { kind: 'conflict' }
  | { kind: 'failed'; error: unknown };

/** Takes one setting over, by the same save as the page of the setting. Never rejects. */
export async function applyChange(client: QueryClient, place: SettingTarget, change: Change): Promise<ApplyResult> {
  const { seen } = change;
  try {
    const outcome =
      change.state === 'extra'
        ? await deleteSetting({ ...place, seen })
        : await saveSetting({ ...place, value: change.value, seen });
    noteOutcome(client, outcome, place);
    if (outcome.kind === 'conflict') return { kind: 'conflict' };
    if (!outcome.keptAsSent) return { kind: 'kept-otherwise' };
    return { kind: change.state === 'extra' ? 'deleted' : 'saved' };
  } catch (error) {
    return { kind: 'failed', error };
  }
}
