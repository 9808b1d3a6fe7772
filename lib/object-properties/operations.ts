import 'server-only';
import {
  DeleteObjectTaggingCommand,
  GetObjectAclCommand,
  GetObjectAttributesCommand,
  GetObjectLegalHoldCommand,
  GetObjectRetentionCommand,
  GetObjectTaggingCommand,
  GetObjectTorrentCommand,
  PutObjectAclCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  PutObjectTaggingCommand,
  RestoreObjectCommand,
} from '@aws-sdk/client-s3';
import { isSameAcl, type Acl } from '@/lib/acl/grants';
import { fromAccessControlPolicy, toAccessControlPolicy } from '@/lib/acl/wire';
import { AppError } from '@/lib/errors/app-error';
import type { ObjectTarget } from '@/lib/objects/schema';
import type { Capability } from '@/lib/s3/capabilities';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { hasS3Code } from '@/lib/s3/errors';
import type {
  AttributesInput,
  ObjectTag,
  RestoreInput,
  WriteAccessInput,
  WriteLegalHoldInput,
  WriteRetentionInput,
  WriteTagsInput,
} from './schema';
import type { ObjectAttributes, ObjectLock, ObjectRetention } from './types';
import { fromTags, isSameTags, toAttributes, toTags } from './wire';

function toNamed({ bucket, key, versionId }: ObjectTarget): { Bucket: string; Key: string; VersionId?: string } {
  return { Bucket: bucket, Key: key, ...(versionId !== undefined && { VersionId: versionId }) };
}

/**
 * Servers may ignore a sub-resource they do not know and take a PUT for one of the object itself. So each write here follows a
 * read whose answer has shown that the server knows it; where the provider is known to lack it, nothing is sent at all.
 */
function requireCapability(connection: Connection, capability: Capability, what: string): void {
  if (!hasCapability(connection, capability)) throw new AppError('unsupported', `${what} are not kept by this server.`);
}

const changedMeanwhile = (what: string): AppError =>
  new AppError('conflict', `${what} have changed since you looked at them. Nothing was written: read them again.`);

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export async function readTags(connection: Connection, target: ObjectTarget): Promise<ObjectTag[]> {
  requireCapability(connection, 'object-tagging', 'Tags of objects');
  const { TagSet } = await connection.client.send(new GetObjectTaggingCommand(toNamed(target)));
  return toTags(TagSet);
}

/** Replaces all tags; an empty list takes them away. Refuses when they are not those that were seen. */
export async function writeTags(connection: Connection, input: WriteTagsInput): Promise<ObjectTag[]> {
  if (!isSameTags(await readTags(connection, input), input.seen)) throw changedMeanwhile('The tags');
  if (input.tags.length === 0) await connection.client.send(new DeleteObjectTaggingCommand(toNamed(input)));
  else {
    await connection.client.send(
      new PutObjectTaggingCommand({ ...toNamed(input), Tagging: { TagSet: fromTags(input.tags) } }),
    );
  }
  return readTags(connection, input);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html */
export async function readAccess(connection: Connection, target: ObjectTarget): Promise<Acl> {
  requireCapability(connection, 'object-acl', 'Access lists of objects');
  return fromAccessControlPolicy(await connection.client.send(new GetObjectAclCommand(toNamed(target))));
}

/** Replaces the access list; the owner stays. Refuses when it is not the one that was seen. */
export async function writeAccess(connection: Connection, input: WriteAccessInput): Promise<Acl> {
  const { owner, grants } = await readAccess(connection, input);
  if (!isSameAcl({ owner, grants: input.seen }, { owner, grants })) throw changedMeanwhile('The grants');
  await connection.client.send(
    new PutObjectAclCommand({
      ...toNamed(input),
      AccessControlPolicy: toAccessControlPolicy({ owner, grants: input.grants }),
    }),
  );
  return readAccess(connection, input);
}

/** Not set is told as 404; a bucket without object lock as 400 or 404 (API_GetObjectRetention, API_GetObjectLegalHold). */
const isNotSet = (error: unknown): boolean =>
  hasS3Code(error, 'NoSuchObjectLockConfiguration', 'ObjectLockConfigurationNotFoundError');
const isWithoutLock = (error: unknown): boolean => hasS3Code(error, 'InvalidRequest');

async function readRetention(connection: Connection, target: ObjectTarget): Promise<ObjectRetention | null> {
  try {
    const { Retention } = await connection.client.send(new GetObjectRetentionCommand(toNamed(target)));
    if (!Retention?.Mode) return null;
    return { mode: Retention.Mode, until: Retention.RetainUntilDate?.getTime() ?? null };
  } catch (error) {
    if (isNotSet(error)) return null;
    throw error;
  }
}

async function readLegalHold(connection: Connection, target: ObjectTarget): Promise<boolean> {
  try {
    const { LegalHold } = await connection.client.send(new GetObjectLegalHoldCommand(toNamed(target)));
    return LegalHold?.Status === 'ON';
  } catch (error) {
    if (isNotSet(error)) return false;
    throw error;
  }
}

export async function readLock(connection: Connection, target: ObjectTarget): Promise<ObjectLock> {
  const none: ObjectLock = { isAvailable: false, retention: null, legalHold: false };
  if (!hasCapability(connection, 'bucket-object-lock')) return none;
  try {
    const retention = await readRetention(connection, target);
    return { isAvailable: true, retention, legalHold: await readLegalHold(connection, target) };
  } catch (error) {
    if (isWithoutLock(error)) return none;
    throw error;
  }
}

async function requireLock(connection: Connection, target: ObjectTarget): Promise<void> {
  const { isAvailable } = await readLock(connection, target);
  if (!isAvailable) throw new AppError('unsupported', 'The bucket was made without object lock.');
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectRetention.html */
export async function writeRetention(connection: Connection, input: WriteRetentionInput): Promise<ObjectLock> {
  await requireLock(connection, input);
  const { retention, bypassGovernance } = input;
  await connection.client.send(
    new PutObjectRetentionCommand({
      ...toNamed(input),
      Retention: retention ? { Mode: retention.mode, RetainUntilDate: new Date(retention.until) } : {},
      ...(bypassGovernance && { BypassGovernanceRetention: true }),
    }),
  );
  return readLock(connection, input);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLegalHold.html */
export async function writeLegalHold(connection: Connection, input: WriteLegalHoldInput): Promise<ObjectLock> {
  await requireLock(connection, input);
  await connection.client.send(
    new PutObjectLegalHoldCommand({ ...toNamed(input), LegalHold: { Status: input.isOn ? 'ON' : 'OFF' } }),
  );
  return readLock(connection, input);
}

/** Asks for a readable copy of an archived object. https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html */
export async function restoreObject(connection: Connection, input: RestoreInput): Promise<null> {
  requireCapability(connection, 'archive', 'Archived objects');
  await connection.client.send(
    new RestoreObjectCommand({
      ...toNamed(input),
      RestoreRequest: { Days: input.days, GlacierJobParameters: { Tier: input.tier } },
    }),
  );
  return null;
}

/** Checksums and one page of parts. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */
export async function readAttributes(connection: Connection, input: AttributesInput): Promise<ObjectAttributes> {
  requireCapability(connection, 'object-attributes', 'Attributes of objects');
  return toAttributes(
    await connection.client.send(
      new GetObjectAttributesCommand({
        ...toNamed(input),
        ObjectAttributes: ['Checksum', 'ObjectParts'],
        ...(input.afterPart > 0 && { PartNumberMarker: String(input.afterPart) }),
      }),
    ),
  );
}

/** Beyond this it is no torrent: those of the largest objects that may have one, 5 GB, take less than a tenth of it. */
const maxTorrentBytes = 4 * 1024 ** 2;

/** What a server sends that does not know `?torrent` is the object itself, so it is read no further than it looks right. */
async function readBencoded(body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop ends the answer.
  for await (const chunk of body) {
    // A dictionary; BEP 3, "The BitTorrent Protocol Specification".
    if (bytes === 0 && chunk.length > 0 && chunk[0] !== 'd'.charCodeAt(0)) return null;
    bytes += chunk.length;
    if (bytes > maxTorrentBytes) return null;
    chunks.push(chunk);
  }
  const whole = Buffer.concat(chunks);
  const isTorrent = whole.includes('4:info') && whole.at(-1) === 'e'.charCodeAt(0);
  return isTorrent ? new Uint8Array(whole) : null;
}

/**
 * A file that BitTorrent clients fetch the object by. Few servers make any.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTorrent.html
 */
export async function readTorrent(
  connection: Connection,
  { bucket, key }: ObjectTarget,
): Promise<{ bytes: Uint8Array<ArrayBuffer> }> {
  const { Body } = await connection.client.send(new GetObjectTorrentCommand({ Bucket: bucket, Key: key }));
  const bytes = Body ? await readBencoded(Body.transformToWebStream() as ReadableStream<Uint8Array>) : null;
  if (!bytes) throw new AppError('unsupported', 'The server makes no torrents: it sent something else.');
  return { bytes };
}
