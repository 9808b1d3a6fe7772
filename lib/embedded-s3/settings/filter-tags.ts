import { S3Error } from '../errors.ts';
import type { Tag } from '../store/buckets.ts';
import type { ElementReader } from '../xml/element.ts';

/** A `Tag` within a filter. Throws `InvalidTag` when key or value is longer than a tag may be. */
export function parseFilterTag(element: ElementReader): Tag {
  const tag = { key: element.requiredText('Key'), value: element.requiredText('Value') };
  if (tag.key.length < 1 || tag.key.length > 128 || tag.value.length > 256) {
    throw new S3Error('InvalidTag', { fields: { TagKey: tag.key, TagValue: tag.value } });
  }
  return tag;
}

/** Throws `InvalidRequest` when a filter names a tag's key twice. */
export function requireDistinctTags(tags: readonly Tag[]): void {
  if (new Set(tags.map(({ key }) => key)).size === tags.length) return;
  throw new S3Error('InvalidRequest', { message: 'Duplicate Tag Keys are not allowed.' });
}

/** Tags as elements of a document. */
export function tagElements(tags: readonly Tag[]): { Key: string; Value: string }[] {
  return tags.map(({ key, value }) => ({ Key: key, Value: value }));
}
