import type { Toasts } from '@/components/ui/toast';
import { formatQuantity } from '@/lib/format/numbers';
import type { BucketTarget } from '@/lib/objects/schema';
import { removeMarkers } from '@/lib/versions/queries';
import type { DeletionResult } from './delete-dialog';

/**
 * Says what was deleted, and offers to take it back where only delete markers were made. `onUndone` when something is there
 * again.
 */
export function offerUndo(
  toast: Toasts,
  target: BucketTarget,
  { deleted, markers }: DeletionResult,
  onUndone: () => void,
): void {
  if (markers === null || markers.length === 0) return;
  const undo = async (): Promise<void> => {
    try {
      const result = await removeMarkers({ ...target, versions: markers });
      onUndone();
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
}
