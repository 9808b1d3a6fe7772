import type { StartJobInput } from '@/lib/jobs/schema';
import type { DeletePlan } from '@/lib/objects/types';
import type { Deletion } from './deletion';

/** From here on a delete takes longer than anybody wants to keep a dialog open for. */
const jobKeys = 1000;

/** The job that does this, when the plan is too large for the dialog to wait; `null` when it is done at once. */
export function toDeleteJob(deletion: Deletion, plan: DeletePlan, bypassGovernance = false): StartJobInput | null {
  if (deletion.kind === 'older' || (!plan.isPartial && plan.keys < jobKeys)) return null;
  const { connection, bucket } = deletion.kind === 'objects' ? deletion.selection : deletion;
  const { objects, prefixes } = deletion.kind === 'objects' ? deletion.selection : { objects: [], prefixes: [] };
  const versions = deletion.kind === 'versions' ? deletion.versions : [];
  return {
    connection,
    kind: 'delete',
    input: {
      bucket,
      objects: objects.map(({ key, sizeBytes }) => ({ key, sizeBytes })),
      versions: versions.map(({ key, versionId, sizeBytes }) => ({ key, versionId, sizeBytes })),
      prefixes,
      scope: 'objects',
      removeBucket: false,
      bypassGovernance,
    },
    plan: { items: plan.keys, bytes: plan.bytes, isPartial: plan.isPartial },
  };
}
