import 'server-only';
import { GetObjectAclCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { fromAccessControlPolicy } from '@/lib/acl/wire';
import { listBuckets } from '@/lib/buckets/operations';
import { AppError, toAppError } from '@/lib/errors/app-error';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { fromListedKey } from '@/lib/s3/keys';
import { sendUnsigned, toUnsignedAddress } from '@/lib/s3/unsigned';
import { readSetting } from '@/lib/settings/operations';
import type { SettingReading } from '@/lib/settings/types';
import type { AccessFacts, Fact } from './facts';
import { judgeAccess } from './judge';
import type { AccessInput } from './schema';
import { findSubjects } from './subjects';
import type { AccessAct, AccessReport, AccessRow, AccessSource, Probe, Subject } from './types';
import { toProbeAnswer } from './wire';

/** Settings that have a say in who gets in. */
const settings = {
  policy: 'policy',
  acl: 'acl',
  block: 'public-access-block',
  ownership: 'ownership-controls',
  payment: 'request-payment',
} as const;

interface Looked {
  fact: Fact<unknown>;
  source: AccessSource;
}

function describe(reading: SettingReading): string {
  switch (reading.state) {
    case 'configured':
      return reading.summary;
    case 'absent':
      return '';
    case 'unsupported':
      return reading.reason;
    case 'denied':
      return `needs ${reading.permission}`;
  }
}

/** A setting as far as it can be looked at: a failure of one does not hide the others. */
async function look(connection: Connection, input: AccessInput, setting: string): Promise<Looked> {
  try {
    const reading = await readSetting(connection, { ...input, setting });
    const { state } = reading;
    const fact: Fact<unknown> =
      state === 'denied' ? { isKnown: false } : { isKnown: true, value: state === 'configured' ? reading.value : null };
    return { fact, source: { setting, state, summary: describe(reading) } };
  } catch (error) {
    return { fact: { isKnown: false }, source: { setting, state: 'failed', summary: toAppError(error).message } };
  }
}

async function readObjectAcl(connection: Connection, { bucket, key }: AccessInput): Promise<AccessFacts['object']> {
  if (key === null) return null;
  if (!hasCapability(connection, 'object-acl')) return { key, acl: { isKnown: true, value: null } };
  try {
    const document = await connection.client.send(new GetObjectAclCommand({ Bucket: bucket, Key: key }));
    return { key, acl: { isKnown: true, value: fromAccessControlPolicy(document) } };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'not-found') throw error;
    return { key, acl: { isKnown: false } };
  }
}

/** Canonical id of the signed-in keys' account; `null` where the server does not tell. */
async function readCallerId(connection: Connection, { connection: id, bucket }: AccessInput): Promise<string | null> {
  try {
    const page = await listBuckets(connection, { connection: id, continuation: null, prefix: bucket });
    return page.owner?.id ?? null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Who may list, read, write and delete, by policy, ACLs, public access block, ownership and who pays. */
export async function readEffectiveAccess(connection: Connection, input: AccessInput): Promise<AccessReport> {
  const [object, callerId, ...looked] = await Promise.all([
    readObjectAcl(connection, input),
    readCallerId(connection, input),
    ...Object.values(settings).map((setting) => look(connection, input, setting)),
  ]);
  const names = Object.keys(settings);
  const facts = {
    ...Object.fromEntries(looked.map(({ fact }, index) => [names[index], fact])),
    bucket: input.bucket,
    object,
    heedsRestriction: connection.provider.heedsPublicRestriction,
    callerId,
    isSecure: connection.settings.endpoint.startsWith('https:'),
    // Each fact has the value of its setting's schema.
  } as AccessFacts;
  const toRow = (subject: Subject): AccessRow => {
    const judge = (act: AccessAct) => judgeAccess(facts, subject, act);
    return {
      subject,
      acts: { list: judge('list'), read: judge('read'), write: judge('write'), delete: judge('delete') },
    };
  };
  return { rows: findSubjects(facts).map(toRow), sources: looked.map(({ source }) => source), key: input.key };
}

/** The first object there is, found with the signed-in keys; `null` where there is none or they may not list. */
async function findObject(connection: Connection, bucket: string): Promise<string | null> {
  try {
    const { Contents } = await connection.client.send(
      new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1, EncodingType: 'url' }),
    );
    const key = Contents?.[0]?.Key;
    return key === undefined ? null : fromListedKey(key);
  } catch (error) {
    if (error instanceof AppError && error.code === 'access-denied') return null;
    throw error;
  }
}

/**
 * What the world really gets: unsigned requests to the connection's own endpoint, none of which can write. No redirect is
 * followed, and nothing of a body is handed on but the code of an error.
 */
export async function probeAnonymously(connection: Connection, { bucket, key: asked }: AccessInput): Promise<Probe> {
  const key = asked ?? (await findObject(connection, bucket));
  const listing = await toUnsignedAddress(connection, bucket, null);
  const list = sendUnsigned(connection, { method: 'GET', address: listing });
  const address = listing.split('?')[0] ?? '';
  if (key === null) return { key, address, answers: [toProbeAnswer('list', await list)] };
  const object = await toUnsignedAddress(connection, bucket, key);
  // One byte is enough to know; an empty object answers 416.
  const get = sendUnsigned(connection, { method: 'GET', address: object, headers: { range: 'bytes=0-0' } });
  const head = sendUnsigned(connection, { method: 'HEAD', address: object });
  const answers = [
    toProbeAnswer('list', await list),
    toProbeAnswer('head', await head),
    toProbeAnswer('get', await get),
  ];
  return { key, address, answers };
}
