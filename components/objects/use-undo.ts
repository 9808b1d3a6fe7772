'use client';

import { useToast } from '@/components/ui/toast';
import { formatQuantity } from '@/lib/format/numbers';
import type { BucketTarget } from '@/lib/objects/schema';
import { removeMarkers } from '@/lib/versions/queries';
import type { DeletionResult } from './delete-dialog';
import { useObjectChanged } from './use-object-changed';

/** Says what was deleted, and offers to take it back where only delete markers were made. */
export function useUndo(target: BucketTarget): (result: DeletionResult) => void {
  const toast = useToast();
  const announce = useObjectChanged(target);

  return ({ deleted, markers }) => {
    if (markers === null || markers.length === 0) return;
    const undo = async (): Promise<void> => {
      try {
        const result = await removeMarkers({ ...target, versions: markers });
        announce('');
        const back = formatQuantity(result.deleted, 'object');
        const left = result.failures.length;
        if (left === 0) toast.success(`${back} restored`);
        else toast.info(`${back} restored, ${left} not: ${result.failures[0]?.code ?? ''}`);
      } catch (error) {
        toast.error('The delete could not be undone', error);
      }
    };
    toast.success(`${formatQuantity(deleted, 'object')} deleted`, {
      action: { label: 'Undo', run: () => void undo() },
    });
  };
}
