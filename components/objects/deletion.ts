import { deleteSelection, planDelete } from '@/lib/objects/queries';
import type { ObjectTarget } from '@/lib/objects/schema';
import type { DeletePlan, DeleteProgress, ObjectSelection } from '@/lib/objects/types';
import { deleteVersionSelection, planOlderVersions, planVersions, purgeOlderVersions } from '@/lib/versions/queries';
import type { SelectedVersion } from '@/lib/versions/types';

/** What somebody wants deleted. */
export type Deletion =
  | { kind: 'objects'; selection: ObjectSelection }
  | { kind: 'versions'; connection: string; bucket: string; versions: SelectedVersion[] }
  /** All versions and markers of a key but the latest. */
  | { kind: 'older'; target: ObjectTarget };

/** Counts what will go. The last value is the plan. */
export function planDeletion(deletion: Deletion, signal: AbortSignal): AsyncIterable<DeletePlan> {
  switch (deletion.kind) {
    case 'objects':
      return planDelete(deletion.selection, signal);
    case 'versions':
      return planVersions(deletion.versions);
    case 'older':
      return planOlderVersions(deletion.target, signal);
  }
}

/** Deletes, step by step, until done or stopped between two steps. `bypassGovernance` takes protected versions along. */
export function runDeletion(
  deletion: Deletion,
  bypassGovernance: boolean,
  signal: AbortSignal,
): AsyncIterable<DeleteProgress> {
  switch (deletion.kind) {
    case 'objects':
      return deleteSelection(deletion.selection, signal);
    case 'versions':
      return deleteVersionSelection({ ...deletion, bypassGovernance }, signal);
    case 'older':
      return purgeOlderVersions({ ...deletion.target, bypassGovernance }, signal);
  }
}

/** What is counted: objects, or versions and markers. */
export function toNoun({ kind }: Deletion): string {
  return kind === 'objects' ? 'object' : 'version';
}

export interface DeletionName {
  key: string;
  /** Which version, where one is meant. */
  note: string | null;
}

/** The first names of what was chosen, folders first, and how many there are. */
export function toNames(deletion: Deletion, shown: number): { names: DeletionName[]; count: number } {
  switch (deletion.kind) {
    case 'objects': {
      const { prefixes, objects } = deletion.selection;
      const keys = [...prefixes.slice(0, shown), ...objects.slice(0, shown).map(({ key }) => key)];
      return {
        names: keys.slice(0, shown).map((key) => ({ key, note: null })),
        count: prefixes.length + objects.length,
      };
    }
    case 'versions':
      return {
        names: deletion.versions.slice(0, shown).map(({ key, versionId, isMarker }) => ({
          key,
          note: `${isMarker ? 'delete marker' : 'version'} ${versionId}`,
        })),
        count: deletion.versions.length,
      };
    case 'older':
      return { names: [{ key: deletion.target.key, note: 'all versions but the latest' }], count: 1 };
  }
}

/** Delete markers hide an object; taking away the latest one shows it again. */
export function isOnlyMarkers(deletion: Deletion): boolean {
  return deletion.kind === 'versions' && deletion.versions.every(({ isMarker }) => isMarker);
}
