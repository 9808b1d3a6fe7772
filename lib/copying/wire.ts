import type {
  AccessControlPolicy,
  CopyObjectCommandInput,
  GetObjectAclCommandOutput,
  HeadObjectCommandOutput,
  Tag,
} from '@aws-sdk/client-s3';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { maxPartCount, minPartSizeBytes } from '@/lib/s3/limits';
import type { CopyInput, MetadataPatch } from './schema';

/** An object to be copied, with all that goes with it. */
export interface CopySource {
  head: HeadObjectCommandOutput;
  tags: Tag[];
  grants: AccessControlPolicy | null;
  /** As `x-amz-copy-source` names it. */
  copySource: string;
}

/** What goes on around a copy that takes long. */
export interface CopyWays {
  /** Aborted when it is to stop. A copy in parts then fails with `cancelled`; one by a single request is waited for. */
  signal: AbortSignal;
  /** Tells of more bytes that are copied. */
  report(bytes: number): void;
}

export const isOntoItself = ({ bucket, key, target }: Pick<CopyInput, 'bucket' | 'key' | 'target'>): boolean =>
  target.bucket === bucket && target.key === key;

/** The access list that is gone for good once its object is written anew onto itself, so that it must go along at once. */
export function findEndangered(input: CopyInput, { grants }: CopySource): AccessControlPolicy | null {
  return isOntoItself(input) ? grants : null;
}

/** `x-amz-copy-source` is percent-encoded (API_CopyObject); slashes may stay. An ARN of an access point names its objects. */
export function toCopySource(bucket: string, key: string, versionId: string | undefined): string {
  const path = key
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
  const source = bucket.startsWith('arn:') ? `${encodeURIComponent(bucket)}/object/${path}` : `${bucket}/${path}`;
  return versionId === undefined ? source : `${source}?versionId=${encodeURIComponent(versionId)}`;
}

/** Nothing that exists is replaced, unless that is asked for. */
export function toCondition(connection: Connection, { conflict }: Pick<CopyInput, 'conflict'>): { IfNoneMatch?: '*' } {
  return conflict === 'refuse' && hasCapability(connection, 'conditional-writes') ? { IfNoneMatch: '*' } : {};
}

type Metadata = Pick<
  CopyObjectCommandInput,
  | 'ContentType'
  | 'CacheControl'
  | 'ContentDisposition'
  | 'ContentEncoding'
  | 'ContentLanguage'
  | 'Expires'
  | 'WebsiteRedirectLocation'
  | 'Metadata'
>;

/** A header that is set, or nothing: the SDK sends empty ones too. */
const given = <Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> =>
  value === undefined || value === '' ? {} : ({ [name]: value } as Partial<Record<Name, string>>);

function toExpires(text: string | undefined): { Expires?: Date } {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? {} : { Expires: new Date(time) };
}

/** All metadata a new object shall have: what was asked for, else what the old one has. */
export function toMetadata(head: HeadObjectCommandOutput, asked: CopyInput['metadata']): Metadata {
  const system = asked?.system;
  return {
    ...given('ContentType', system ? system.contentType : head.ContentType),
    ...given('CacheControl', system ? system.cacheControl : head.CacheControl),
    ...given('ContentDisposition', system ? system.contentDisposition : head.ContentDisposition),
    ...given('ContentEncoding', system ? system.contentEncoding : head.ContentEncoding),
    ...given('ContentLanguage', system ? system.contentLanguage : head.ContentLanguage),
    ...toExpires(system ? system.expires : head.ExpiresString),
    ...given('WebsiteRedirectLocation', system ? system.websiteRedirect : head.WebsiteRedirectLocation),
    Metadata: asked
      ? Object.fromEntries(asked.user.map(({ name, value }) => [name.toLowerCase(), value]))
      : (head.Metadata ?? {}),
  };
}

type AskedMetadata = NonNullable<CopyInput['metadata']>;

/** What an object's metadata is to become: its own, with the changes of a patch. */
export function patchMetadata(head: HeadObjectCommandOutput, patch: MetadataPatch): AskedMetadata {
  const own: AskedMetadata['system'] = {
    contentType: head.ContentType ?? '',
    cacheControl: head.CacheControl ?? '',
    contentDisposition: head.ContentDisposition ?? '',
    contentEncoding: head.ContentEncoding ?? '',
    contentLanguage: head.ContentLanguage ?? '',
    expires: head.ExpiresString ?? '',
    websiteRedirect: head.WebsiteRedirectLocation ?? '',
  };
  const changed = Object.fromEntries(Object.entries(patch.system).filter(([, value]) => value !== undefined));
  const user = new Map(patch.replacesUser ? [] : Object.entries(head.Metadata ?? {}));
  for (const { name, value } of patch.user) user.set(name.toLowerCase(), value);
  return { system: { ...own, ...changed }, user: [...user].map(([name, value]) => ({ name, value })) };
}

/**
 * What CopyObject is told about metadata. Onto itself it must replace; headers that could not be expressed can only be copied,
 * and a redirect is never copied by itself.
 */
export function toDirective(
  input: CopyInput,
  head: HeadObjectCommandOutput,
): Metadata & { MetadataDirective: 'REPLACE' | 'COPY' } {
  const isSelf = isOntoItself(input);
  const metadata = toMetadata(head, input.metadata);
  if (input.metadata !== undefined || (isSelf && (head.MissingMeta ?? 0) === 0)) {
    return { MetadataDirective: 'REPLACE', ...metadata };
  }
  return { MetadataDirective: 'COPY', ...given('WebsiteRedirectLocation', metadata.WebsiteRedirectLocation) };
}

type Kept = Pick<
  CopyObjectCommandInput,
  | 'StorageClass'
  | 'ServerSideEncryption'
  | 'SSEKMSKeyId'
  | 'BucketKeyEnabled'
  | 'ObjectLockMode'
  | 'ObjectLockRetainUntilDate'
  | 'ObjectLockLegalHoldStatus'
>;

/**
 * What CopyObject would not bring along by itself (API_CopyObject): class, encryption, and, where the copy stays in its
 * bucket, lock. Without a class S3 stores as STANDARD and names none.
 */
export function toKept(
  head: HeadObjectCommandOutput,
  storageClass: string | undefined,
  isSameBucket: boolean,
  now: number,
  encryption?: CopyInput['encryption'],
): Kept {
  const kept: Kept = {};
  const wantedClass = storageClass ?? head.StorageClass;
  if (wantedClass) kept.StorageClass = wantedClass as NonNullable<Kept['StorageClass']>;
  if (encryption) {
    kept.ServerSideEncryption = encryption.algorithm;
    if (encryption.kmsKeyId !== null) kept.SSEKMSKeyId = encryption.kmsKeyId;
  } else {
    if (head.ServerSideEncryption) kept.ServerSideEncryption = head.ServerSideEncryption;
    if (head.SSEKMSKeyId) kept.SSEKMSKeyId = head.SSEKMSKeyId;
    if (head.BucketKeyEnabled === true) kept.BucketKeyEnabled = true;
  }
  if (!isSameBucket) return kept;
  const until = head.ObjectLockRetainUntilDate;
  if (head.ObjectLockMode && until && until.getTime() > now) {
    kept.ObjectLockMode = head.ObjectLockMode;
    kept.ObjectLockRetainUntilDate = until;
  }
  if (head.ObjectLockLegalHoldStatus === 'ON') kept.ObjectLockLegalHoldStatus = 'ON';
  return kept;
}

/** Tags as the header `x-amz-tagging` wants them. */
export function toTagging(tags: readonly Tag[]): string {
  return tags.map(({ Key = '', Value = '' }) => `${encodeURIComponent(Key)}=${encodeURIComponent(Value)}`).join('&');
}

/** The grants to set again; `null` when the owner alone has access, as every new object begins. */
export function toGrantsToKeep(acl: GetObjectAclCommandOutput): AccessControlPolicy | null {
  const { Owner, Grants = [] } = acl;
  const isPrivate = Grants.every(
    ({ Grantee, Permission }) => Permission === 'FULL_CONTROL' && Grantee?.ID !== undefined && Grantee.ID === Owner?.ID,
  );
  return isPrivate || !Owner ? null : { Owner, Grants };
}

export interface PartRange {
  partNumber: number;
  range: string;
  bytes: number;
}

/** Several go at once already where parts begin to pay, and a part that fails is soon copied again. */
const usualPartBytes = 64 * 1024 ** 2;

/**
 * The byte ranges of a copy in parts (API_UploadPartCopy, x-amz-copy-source-range): at most 10,000, each of at most `maxBytes`. Those of
 * the original, where it is known how large they are: then the copy has its ETag.
 */
export function toPartRanges(sizeBytes: number, maxBytes: number, ofOriginal: number | null = null): PartRange[] {
  const fits =
    ofOriginal !== null &&
    ofOriginal >= minPartSizeBytes &&
    ofOriginal <= maxBytes &&
    Math.ceil(sizeBytes / ofOriginal) <= maxPartCount;
  const usual = Math.max(Math.min(usualPartBytes, maxBytes), Math.ceil(sizeBytes / maxPartCount));
  const partBytes = fits ? ofOriginal : usual;
  const count = Math.ceil(sizeBytes / partBytes);
  return Array.from({ length: count }, (_, index) => {
    const start = index * partBytes;
    const end = Math.min(sizeBytes, start + partBytes);
    return { partNumber: index + 1, range: `bytes=${start}-${end - 1}`, bytes: end - start };
  });
}
