import { mutationOptions, queryOptions } from '@tanstack/react-query';
import { unwrap } from '@/lib/errors/result';
import type { ObjectTarget } from '@/lib/objects/schema';
import {
  readAccess,
  readAttributes,
  readLock,
  readTags,
  readTorrent,
  restoreObject,
  writeAccess,
  writeLegalHold,
  writeRetention,
  writeTags,
} from './actions';
import type {
  RestoreInput,
  WriteAccessInput,
  WriteLegalHoldInput,
  WriteRetentionInput,
  WriteTagsInput,
} from './schema';
import type { ObjectAttributes } from './types';

/** Under the object's own key, so that what changes the object makes all of this be read again. */
const keyOf = ({ connection, bucket, key, versionId }: ObjectTarget, what: string) =>
  ['object', connection, bucket, key, versionId ?? null, what] as const;

const staleTime = 10_000;

export function tagsQuery(target: ObjectTarget) {
  return queryOptions({
    queryKey: keyOf(target, 'tags'),
    queryFn: async () => unwrap(await (await readTags(target)).result),
    staleTime,
  });
}

export function accessQuery(target: ObjectTarget) {
  return queryOptions({
    queryKey: keyOf(target, 'access'),
    queryFn: async () => unwrap(await (await readAccess(target)).result),
    staleTime,
  });
}

export function lockQuery(target: ObjectTarget) {
  return queryOptions({
    queryKey: keyOf(target, 'lock'),
    queryFn: async () => unwrap(await (await readLock(target)).result),
    staleTime,
  });
}

/** All parts, page by page, up to the 10,000 an object may have. */
export function attributesQuery(target: ObjectTarget) {
  return queryOptions({
    queryKey: keyOf(target, 'attributes'),
    queryFn: async () => {
      const read = async (afterPart: number): Promise<ObjectAttributes> =>
        unwrap(await (await readAttributes({ ...target, afterPart })).result);
      const attributes = await read(0);
      for (let after = attributes.nextAfter; after !== null;) {
        const page = await read(after);
        attributes.parts.push(...page.parts);
        after = page.nextAfter !== null && page.nextAfter > after ? page.nextAfter : null;
      }
      return attributes;
    },
    staleTime,
  });
}

export function writeTagsMutation() {
  return mutationOptions({
    mutationFn: async (input: WriteTagsInput) => unwrap(await (await writeTags(input)).result),
  });
}

export function writeAccessMutation() {
  return mutationOptions({
    mutationFn: async (input: WriteAccessInput) => unwrap(await (await writeAccess(input)).result),
  });
}

export function writeRetentionMutation() {
  return mutationOptions({
    mutationFn: async (input: WriteRetentionInput) => unwrap(await (await writeRetention(input)).result),
  });
}

export function writeLegalHoldMutation() {
  return mutationOptions({
    mutationFn: async (input: WriteLegalHoldInput) => unwrap(await (await writeLegalHold(input)).result),
  });
}

export function restoreObjectMutation() {
  return mutationOptions({
    mutationFn: async (input: RestoreInput) => unwrap(await (await restoreObject(input)).result),
  });
}

export function readTorrentMutation() {
  return mutationOptions({
    mutationFn: async (target: ObjectTarget) => unwrap(await (await readTorrent(target)).result).bytes,
  });
}
