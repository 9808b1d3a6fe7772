import { toDetailGroups } from '@/components/objects/details-fields';
import type { ObjectDetails } from '@/lib/objects/types';

/** One thing that two versions tell of themselves. */
export interface ComparedField {
  group: string;
  name: string;
  /** `null` where a version has none. */
  before: string | null;
  after: string | null;
}

/** What makes every version another one, and says nothing. */
const ownNames = new Set(['Version', 'Modified']);

/** All that either version tells, in the order of the details. Exact: sizes to the byte. */
export function compareDetails(before: ObjectDetails, after: ObjectDetails): ComparedField[] {
  const fields = new Map<string, ComparedField>();
  for (const [side, details] of [['before', before] as const, ['after', after] as const]) {
    for (const { title: group, fields: told } of toDetailGroups(details)) {
      for (const { name, value, title } of told) {
        if (group === 'Object' && ownNames.has(name)) continue;
        const id = `${group}\n${name}`;
        const field = fields.get(id) ?? { group, name, before: null, after: null };
        fields.set(id, { ...field, [side]: name === 'Size' ? (title ?? value) : value });
      }
    }
  }
  return [...fields.values()];
}

export const differs = ({ before, after }: ComparedField): boolean => before !== after;

/** The same bytes, as far as the server tells: an ETag is made of them, and the size goes with it. */
export function hasSameContent(before: ObjectDetails, after: ObjectDetails): boolean {
  return before.etag !== null && before.etag === after.etag && before.sizeBytes === after.sizeBytes;
}
