import type { UploadView } from '@/lib/uploads/snapshot';
import type { UploadStatus } from '@/lib/uploads/types';

/** What needs a person first, then what moves, then what waits, then what is over. */
const ranks: Record<UploadStatus, number> = {
  failed: 0,
  uploading: 1,
  preparing: 1,
  completing: 1,
  paused: 2,
  waiting: 3,
  done: 4,
  cancelled: 4,
};

/** In the order of the tray; within a rank as they were added. One pass, because it runs several times a second. */
export function orderUploads(uploads: readonly UploadView[]): UploadView[] {
  const groups: UploadView[][] = [[], [], [], [], []];
  for (const view of uploads) groups[ranks[view.status]]?.push(view);
  return groups.flat();
}
