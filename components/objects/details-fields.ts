import { formatBytes, formatExactBytes } from '@/lib/format/bytes';
import { formatExactDate, formatUtcDate } from '@/lib/format/dates';
import { formatQuantity } from '@/lib/format/numbers';
import type { ObjectDetails } from '@/lib/objects/types';

export interface DetailField {
  name: string;
  value: string;
  /** Said on hover: the same in another form. */
  title?: string;
  /** Each character counts. */
  isMono?: true;
  /** People copy it. */
  isCopied?: true;
}

export interface DetailGroup {
  title: string;
  fields: DetailField[];
}

/** Everything HeadObject told, in groups; what it did not tell is left out. */
export function toDetailGroups(details: ObjectDetails): DetailGroup[] {
  const groups: DetailGroup[] = [
    { title: 'Object', fields: toObjectFields(details) },
    { title: 'Protection', fields: toProtectionFields(details) },
    { title: 'Checksums', fields: toChecksumFields(details) },
    { title: 'Headers', fields: details.systemMetadata.map(({ name, value }) => ({ name, value })) },
    { title: 'User metadata', fields: toUserFields(details) },
  ];
  return groups.filter(({ fields }) => fields.length > 0);
}

function optional(name: string, value: string | null, more: Omit<DetailField, 'name' | 'value'> = {}): DetailField[] {
  return value === null || value === '' ? [] : [{ name, value, ...more }];
}

function toObjectFields(details: ObjectDetails): DetailField[] {
  const { sizeBytes, modified } = details;
  return [
    { name: 'Size', value: formatBytes(sizeBytes), title: formatExactBytes(sizeBytes) },
    ...(modified === null
      ? []
      : [{ name: 'Modified', value: formatExactDate(modified), title: formatUtcDate(modified) }]),
    ...optional('ETag', details.etag, { isMono: true, isCopied: true }),
    ...optional('Version', details.versionId, { isMono: true, isCopied: true }),
    ...optional('Class', details.storageClass),
    ...optional('Archive', details.archiveStatus),
    ...optional('Restore', details.restore),
    ...optional('Expires', details.expiration),
    ...optional('Parts', details.partsCount === null ? null : String(details.partsCount)),
    ...optional('Tags', details.tagCount === null ? null : String(details.tagCount)),
    ...optional('Replication', details.replicationStatus),
  ];
}

function toProtectionFields({ encryption, lock }: ObjectDetails): DetailField[] {
  const fields: DetailField[] = [];
  if (encryption) {
    fields.push({
      name: 'Encryption',
      value: encryption.algorithm + (encryption.bucketKey ? ', with a bucket key' : ''),
    });
    fields.push(...optional('Key id', encryption.keyId, { isMono: true, isCopied: true }));
  }
  if (lock?.mode) {
    const until = lock.retainUntil === null ? '' : ` until ${formatExactDate(lock.retainUntil)}`;
    fields.push({ name: 'Retention', value: `${lock.mode.toLowerCase()}${until}` });
  }
  if (lock?.legalHold) fields.push({ name: 'Legal hold', value: 'on' });
  return fields;
}

function toChecksumFields({ checksums, checksumType }: ObjectDetails): DetailField[] {
  const scope = checksumType === 'COMPOSITE' ? ' of its parts' : '';
  return checksums.map(({ algorithm, value }) => ({
    name: `${algorithm}${scope}`,
    value,
    isMono: true,
    isCopied: true,
  }));
}

function toUserFields({ userMetadata, missingMetadata }: ObjectDetails): DetailField[] {
  const fields: DetailField[] = userMetadata.map(({ name, value }) => ({ name, value }));
  if (missingMetadata > 0) {
    fields.push({ name: 'not shown', value: `${formatQuantity(missingMetadata, 'header')} the server could not send` });
  }
  return fields;
}
