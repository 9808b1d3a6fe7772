import type { Tagging as WireTagging } from '@aws-sdk/client-s3';
import type { Tagging } from './schema';

export function fromWire({ TagSet }: WireTagging): Tagging {
  return { tags: (TagSet ?? []).map(({ Key, Value }) => ({ key: Key ?? '', value: Value ?? '' })) };
}

export function toWire({ tags }: Tagging): WireTagging {
  return { TagSet: tags.map(({ key, value }) => ({ Key: key, Value: value })) };
}

/** As `aws_s3_bucket` has the document. */
export const toTerraformBody = ({ TagSet }: WireTagging): unknown => ({ Tags: TagSet });
