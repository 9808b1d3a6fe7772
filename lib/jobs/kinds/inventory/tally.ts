import type { JobItem, Tally, TallyBy } from '../../types';
import type { Found } from '../define';
import { toAge } from './ages';
import type { InventoryJobInput } from './schema';

/** S3 stores in this class where none is named (API_PutObject, x-amz-storage-class). */
const usualClass = 'STANDARD';

/**
 * The folders above a key, from the topmost below the prefix down to `depth` levels. What lies directly under the prefix is told
 * by a star, which no folder ends with.
 */
export function toFolders(key: string, { prefix, depth }: Pick<InventoryJobInput, 'prefix' | 'depth'>): string[] {
  const folders: string[] = [];
  let end = key.indexOf('/', prefix.length);
  while (end !== -1 && folders.length < depth) {
    folders.push(key.slice(0, end + 1));
    end = key.indexOf('/', end + 1);
  }
  return folders.length > 0 ? folders : [`${prefix}*`];
}

function toState({ isMarker, isLatest }: JobItem): string {
  if (isMarker === true) return 'marker';
  return isLatest === true ? 'current' : 'older';
}

/** Adds some items up. `now` is when the job began, so that every chunk measures ages from the same moment. */
export function tallyItems(
  items: readonly JobItem[],
  input: Pick<InventoryJobInput, 'prefix' | 'depth' | 'versions' | 'duplicates'>,
  now: number,
): Found {
  const tallies = new Map<string, Tally>();
  const fingerprints: JobItem[] = [];
  const add = (by: TallyBy, name: string, bytes: number): void => {
    const id = `${by} ${name}`;
    const tally = tallies.get(id) ?? { by, name, objects: 0, bytes: 0 };
    tallies.set(id, { ...tally, objects: tally.objects + 1, bytes: tally.bytes + bytes });
  };
  for (const item of items) {
    const { key, sizeBytes = 0, storageClass, modified = null, isMarker, isLatest } = item;
    if (input.versions) add('state', toState(item), sizeBytes);
    // A marker holds nothing.
    if (isMarker === true) continue;
    add('total', '', sizeBytes);
    add('class', storageClass ?? usualClass, sizeBytes);
    add('age', toAge(modified, now), sizeBytes);
    for (const folder of toFolders(key, input)) add('prefix', folder, sizeBytes);
    // Empty ones are all alike, and older versions go by other rules.
    if (input.duplicates && sizeBytes > 0 && (!input.versions || isLatest === true)) fingerprints.push(item);
  }
  return { tallies: [...tallies.values()], fingerprints };
}
