import 'server-only';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { randomBytes } from 'node:crypto';
import { AppError } from '@/lib/errors/app-error';
import type { BucketTarget } from '@/lib/objects/schema';
import type { Connection } from '@/lib/s3/connection';
import { readSigningRegion } from '@/lib/s3/presign';
import { sendUnsigned } from '@/lib/s3/unsigned';
import { readSetting } from '@/lib/settings/operations';
import type { Website } from '@/lib/settings/website/schema';
import { toWebsiteHost } from './host';
import { judgeCheck, toWebsitePath, type ShownObject, type WebsiteAnswer } from './judge';
import { planChecks } from './plan';
import type { CheckRow, PlannedCheck, WebsiteCheck } from './types';

async function lookAtObject(connection: Connection, bucket: string, key: string): Promise<ShownObject> {
  try {
    const { ContentLength = 0 } = await connection.client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return { sizeBytes: ContentLength };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null;
    if (error instanceof AppError && error.code === 'access-denied') return 'unknown';
    throw error;
  }
}

/** The answer of the website to somebody without keys. No redirect is followed. */
async function ask(connection: Connection, host: string, key: string): Promise<WebsiteAnswer | null> {
  const address = `http://${host}${toWebsitePath(key)}`;
  const answer = await sendUnsigned(connection, { method: 'GET', address });
  if (!answer) return null;
  const length = answer.headers.get('content-length');
  return {
    status: answer.status,
    location: answer.headers.get('location'),
    sizeBytes: length === null ? null : Number(length),
  };
}

interface Site {
  bucket: string;
  host: string;
  website: Website;
}

async function check(
  connection: Connection,
  { bucket, host, website }: Site,
  planned: PlannedCheck,
): Promise<CheckRow> {
  const { subject } = planned;
  const rule = subject.kind === 'rule' ? website.routingRules[subject.index] : undefined;
  const error = rule?.condition?.httpErrorCode ?? null;
  if ('reason' in planned) return judgeCheck(planned, { host, answer: null, shown: 'unknown', error });
  const { key, expectation } = planned;
  const [answer, shown] = await Promise.all([
    ask(connection, host, key),
    expectation.kind === 'object' ? lookAtObject(connection, bucket, expectation.key) : ('unknown' as const),
  ]);
  return judgeCheck(planned, { host, answer, shown, error });
}

/**
 * Asks a bucket's website for its index, for something that is not there, and for what each routing rule waits for, as the
 * world would. Only the host under which the operator or the provider serves this very bucket is asked.
 */
export async function checkWebsite(connection: Connection, { bucket }: BucketTarget): Promise<WebsiteCheck> {
  const reading = await readSetting(connection, { connection: connection.id, bucket, setting: 'website' });
  if (reading.state === 'denied') return { state: 'denied', permission: reading.permission };
  if (reading.state !== 'configured') return { state: 'no-website' };
  const website = reading.value as Website;
  const region = await readSigningRegion(connection, bucket);
  const { websiteDomain } = connection.settings;
  const host = toWebsiteHost({ websiteDomain, provider: connection.provider.id, region }, bucket);
  if (host === null) return { state: 'no-address' };
  const missingName = `not-there-${randomBytes(6).toString('hex')}`;
  const site = { bucket, host, website };
  const rows = await Promise.all(planChecks(website, missingName).map((planned) => check(connection, site, planned)));
  return { state: 'asked', address: `http://${host}/`, rows };
}
