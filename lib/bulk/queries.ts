import { unwrapFor } from '@/lib/client/unwrap-for';
import type { BucketTarget } from '@/lib/objects/schema';
import { changeObjects } from './actions';
import type { ChangedObject, ObjectChange } from './schema';
import type { ChangeProgress } from './types';

/** What copies bytes takes long, so fewer go in one step. */
const quickPerStep = 40;
const slowPerStep = 8;
const slowKinds: ReadonlySet<ObjectChange['kind']> = new Set(['metadata', 'class', 'restore', 'copy', 'move']);

/** Changes a selection step by step, until `signal` stops it between two steps. */
export async function* changeSelection(
  target: BucketTarget,
  objects: readonly ChangedObject[],
  change: ObjectChange,
  signal: AbortSignal,
): AsyncGenerator<ChangeProgress, void, void> {
  const size = slowKinds.has(change.kind) ? slowPerStep : quickPerStep;
  for (let start = 0; start < objects.length && !signal.aborted; start += size) {
    const some = objects.slice(start, start + size);
    yield unwrapFor(target.connection, await (await changeObjects({ ...target, objects: some, change })).result);
  }
}
