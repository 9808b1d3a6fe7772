import { abortKind } from './abort/kind';
import { copyKind } from './copy/kind';
import type { JobKind } from './define';
import { deleteKind } from './delete/kind';
import { purgeKind } from './purge/kind';

/** Every kind of job. A kind is a folder here and a line in this list; a test holds the two together. */
export const kinds: readonly JobKind[] = [abortKind, copyKind, deleteKind, purgeKind];

export function findKind(id: string): JobKind | undefined {
  return kinds.find((kind) => kind.id === id);
}
