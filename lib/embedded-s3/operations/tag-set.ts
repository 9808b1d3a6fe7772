import { S3Error } from '../errors.ts';
import { QueryParameters } from '../http/query.ts';
import type { Tag } from '../store/buckets.ts';
import { child, children, parseDocument, requireText } from '../xml/parse.ts';
import { writeXml } from '../xml/write.ts';

/** S3 User Guide, "Categorizing your storage using tags": 10 tags on an object, 50 on a bucket. */
export const maxObjectTags = 10;
export const maxBucketTags = 50;
const maxKeyLength = 128;
const maxValueLength = 256;

function checkTags(tags: Tag[], most: number): Tag[] {
  const keys = new Set(tags.map((tag) => tag.key));
  if (keys.size < tags.length)
    throw new S3Error('InvalidTag', { message: 'Cannot provide multiple Tags with the same key' });
  if (tags.length > most) throw new S3Error('InvalidTag', { message: `Tags cannot be greater than ${most}` });
  for (const { key, value } of tags) {
    const isValid = key.length >= 1 && key.length <= maxKeyLength && value.length <= maxValueLength;
    if (!isValid || key.startsWith('aws:'))
      throw new S3Error('InvalidTag', { fields: { TagKey: key, TagValue: value } });
  }
  return tags;
}

/** Tags of a `Tagging` document. */
export function parseTags(source: string, most: number): Tag[] {
  const set = child(parseDocument(source, 'Tagging'), 'TagSet');
  if (!set) throw new S3Error('MalformedXML');
  const tags = children(set, 'Tag').map((tag) => ({ key: requireText(tag, 'Key'), value: requireText(tag, 'Value') }));
  return checkTags(tags, most);
}

/** Tags of the x-amz-tagging header, which is written as a query string. */
export function parseTagHeader(header: string | undefined): Tag[] {
  if (header === undefined || header === '') return [];
  const tags = new QueryParameters(header).entries.map(([key, value]) => ({ key, value }));
  return checkTags(tags, maxObjectTags);
}

export function writeTags(tags: readonly Tag[]): string {
  return writeXml('Tagging', { TagSet: { Tag: tags.map(({ key, value }) => ({ Key: key, Value: value })) } });
}
