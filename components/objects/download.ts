import { fetchDownloadLink } from '@/lib/objects/queries';
import type { BucketTarget, ObjectTarget } from '@/lib/objects/schema';

/** A browser that is told to load a second address at once forgets the first before its download has begun. */
const pauseMs = 1500;

/** Signs and follows one link per object. The answer's Content-Disposition makes each a download, so the page stays. */
export async function downloadObjects(
  target: BucketTarget,
  objects: readonly Pick<ObjectTarget, 'key' | 'versionId'>[],
): Promise<void> {
  for (const [index, { key, versionId }] of objects.entries()) {
    if (index > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const link = document.createElement('a');
    link.href = await fetchDownloadLink({ ...target, key, versionId });
    link.rel = 'noreferrer';
    document.body.append(link);
    link.click();
    link.remove();
  }
}
