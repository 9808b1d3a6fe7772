import { abortKind } from './abort/kind';
import { changeKind } from './change/kind';
import { copyKind } from './copy/kind';
import type { JobKind } from './define';
import { deleteKind } from './delete/kind';
import { inventoryKind } from './inventory/kind';
import { purgeKind } from './purge/kind';
import { returnKind } from './return/kind';
import { syncKind } from './sync/kind';

/** Every kind of job. A kind is a folder here and a line in this list; a test holds the two together. */
export const kinds: readonly JobKind[] = [
  ...[abortKind, changeKind, copyKind, deleteKind, inventoryKind, purgeKind, returnKind, syncKind],
];

export function findKind(id: string): JobKind | undefined {
  return kinds.find((kind) => kind.id === id);
}
