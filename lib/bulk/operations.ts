import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { HeadObjectCommand, PutObjectAclCommand, type HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { copyObject, moveObject } from '@/lib/copying/operations';
import type { CopyInput, MetadataPatch } from '@/lib/copying/schema';
import { patchMetadata } from '@/lib/copying/wire';
import { AppError, toAppError } from '@/lib/errors/app-error';
import {
  readAccess,
  readTags,
  restoreObject,
  writeLegalHold,
  writeRetention,
  writeTags,
} from '@/lib/object-properties/operations';
import type { ObjectTag } from '@/lib/object-properties/schema';
import type { ObjectTarget } from '@/lib/objects/schema';
import type { Connection } from '@/lib/s3/connection';
import { deleteVersions } from '@/lib/versions/operations';
import type { CannedAccess, ChangedObject, ChangeInput, ObjectChange } from './schema';
import type { ChangeFailure, ChangeProgress } from './types';

/** Objects changed at once. */
const parallel = 8;

type ChangeOf<Kind extends ObjectChange['kind']> = Extract<ObjectChange, { kind: Kind }>;

/** What the tags of an object become: its own, without those taken away, with those given. */
export function mergeTags(own: readonly ObjectTag[], { replaces, tags, remove }: ChangeOf<'tags'>): ObjectTag[] {
  const merged = new Map(replaces ? [] : own.map(({ name, value }) => [name, value]));
  for (const name of remove) merged.delete(name);
  for (const { name, value } of tags) merged.set(name, value);
  return [...merged].map(([name, value]) => ({ name, value }));
}

async function changeTags(connection: Connection, target: ObjectTarget, change: ChangeOf<'tags'>): Promise<void> {
  const seen = await readTags(connection, target);
  const tags = mergeTags(seen, change);
  // S3 would say the same, less plainly (User Guide, "Object tagging").
  if (tags.length > 10)
    throw new AppError('invalid-input', `With those it would have ${tags.length} tags; at most 10 are kept.`);
  await writeTags(connection, { ...target, tags, seen });
}

/** The read shows that the server knows access lists: one that does not might take the write for one of the object. */
async function changeAccess(connection: Connection, target: ObjectTarget, acl: CannedAccess): Promise<void> {
  await readAccess(connection, target);
  const { bucket, key, versionId } = target;
  await connection.client.send(
    new PutObjectAclCommand({
      Bucket: bucket,
      Key: key,
      ACL: acl,
      ...(versionId !== undefined && { VersionId: versionId }),
    }),
  );
}

/** Makes a version the latest again: a marker that hides it goes, another version is copied on top. */
async function restore(connection: Connection, target: ObjectTarget, isMarker: boolean): Promise<string[]> {
  const { bucket, key, versionId } = target;
  if (versionId === undefined) throw new AppError('invalid-input', 'Only a version can be restored.');
  if (isMarker) {
    const { failures } = await deleteVersions(connection, { ...target, versions: [{ key, versionId }] });
    const [failure] = failures;
    if (failure) throw new AppError('server-error', `${failure.code}: ${failure.message}`);
    return [];
  }
  return (await copyObject(connection, { ...target, target: { bucket, key }, conflict: 'replace' })).losses;
}

function toPlace(key: string, { bucket, prefix, from }: ChangeOf<'copy'>['to']): { bucket: string; key: string } {
  return { bucket, key: prefix + (key.startsWith(from) ? key.slice(from.length) : key) };
}

/** The copy that a change is; `null` where it writes a property alone. */
function toCopy(target: ObjectTarget, change: ObjectChange): CopyInput | null {
  const ontoItself = { ...target, target: { bucket: target.bucket, key: target.key }, conflict: 'replace' as const };
  switch (change.kind) {
    case 'metadata':
      return { ...ontoItself, metadataPatch: change.patch };
    case 'class':
      return { ...ontoItself, storageClass: change.storageClass };
    case 'encryption':
      return { ...ontoItself, encryption: { algorithm: change.algorithm, kmsKeyId: change.kmsKeyId } };
    case 'copy':
    case 'move':
      return { ...target, target: toPlace(target.key, change.to), conflict: change.conflict };
    default:
      return null;
  }
}

async function changeProperty(connection: Connection, target: ObjectTarget, change: ObjectChange): Promise<void> {
  switch (change.kind) {
    case 'tags':
      return changeTags(connection, target, change);
    case 'access':
      return changeAccess(connection, target, change.acl);
    case 'retention': {
      const { retention, bypassGovernance } = change;
      await writeRetention(connection, { ...target, retention, bypassGovernance });
      return;
    }
    case 'legal-hold':
      await writeLegalHold(connection, { ...target, isOn: change.isOn });
      return;
    case 'archive':
      await restoreObject(connection, { ...target, days: change.days, tier: change.tier });
      return;
    default:
      throw new TypeError(`“${change.kind}” is not a property of an object.`);
  }
}

/** What is written anew becomes the latest: an old version must not come up that way. */
const writesAnew: ReadonlySet<ObjectChange['kind']> = new Set(['metadata', 'class', 'encryption', 'move']);

/** Changes one object as asked. Returns what a copy could not bring along. */
export async function changeObject(
  connection: Connection,
  target: ObjectTarget,
  change: ObjectChange,
  isMarker = false,
): Promise<string[]> {
  if (target.versionId !== undefined && writesAnew.has(change.kind)) {
    throw new AppError('invalid-input', 'A version cannot be changed in this way, only a current object.');
  }
  if (change.kind === 'restore') return restore(connection, target, isMarker);
  const copied = toCopy(target, change);
  if (copied) {
    const act = change.kind === 'move' ? moveObject : copyObject;
    return (await act(connection, copied)).losses;
  }
  await changeProperty(connection, target, change);
  return [];
}

function isPatched(head: HeadObjectCommandOutput, patch: MetadataPatch): boolean {
  const read = (each: MetadataPatch) => {
    const { system, user } = patchMetadata(head, each);
    return { system, user: user.toSorted((one, other) => (one.name < other.name ? -1 : 1)) };
  };
  return isDeepStrictEqual(read(patch), read({ system: {}, user: [], replacesUser: false }));
}

/** Whether an object is already what a change that writes it anew would make of it. `false` of any other change. */
export async function isAsAsked(connection: Connection, target: ObjectTarget, change: ObjectChange): Promise<boolean> {
  if (change.kind !== 'metadata' && change.kind !== 'class' && change.kind !== 'encryption') return false;
  const head = await connection.client.send(new HeadObjectCommand({ Bucket: target.bucket, Key: target.key }));
  switch (change.kind) {
    case 'metadata':
      return isPatched(head, change.patch);
    case 'class':
      // S3 names no class for STANDARD.
      return (head.StorageClass ?? 'STANDARD') === change.storageClass;
    case 'encryption':
      return (
        head.ServerSideEncryption === change.algorithm &&
        (change.kmsKeyId === null || head.SSEKMSKeyId === change.kmsKeyId)
      );
  }
}

function toFailure({ key, versionId }: ChangedObject, code: string, message: string): ChangeFailure {
  return { key, ...(versionId !== undefined && { versionId }), code, message };
}

/** Changes up to 50 objects alike, some at a time. Whatever fails is named; the rest goes on. */
export async function changeObjects(connection: Connection, input: ChangeInput): Promise<ChangeProgress> {
  const { bucket, objects, change } = input;
  const progress: ChangeProgress = { done: 0, failures: [], losses: [] };
  const waiting = [...objects];
  const work = async (): Promise<void> => {
    for (let object = waiting.shift(); object !== undefined; object = waiting.shift()) {
      const { key, versionId, isMarker } = object;
      const target = { connection: input.connection, bucket, key, ...(versionId !== undefined && { versionId }) };
      try {
        const losses = await changeObject(connection, target, change, isMarker);
        progress.done += 1;
        if (losses.length > 0) progress.losses.push(toFailure(object, '', losses.join(' ')));
      } catch (thrown) {
        const error = toAppError(thrown);
        progress.failures.push(toFailure(object, error.s3?.code || error.code, error.s3?.message || error.message));
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return progress;
}
