import { mayDo } from '../access/authorize.ts';
import { S3Error, invalidArgument } from '../errors.ts';
import type { LockRule } from '../store/buckets.ts';
import type { Retention, Version } from '../store/versions.ts';
import type { BucketExchange } from './exchange.ts';

export function parseMode(text: string | undefined): Retention['mode'] {
  if (text === 'GOVERNANCE' || text === 'COMPLIANCE') return text;
  throw new S3Error('MalformedXML');
}

/** A retain-until date, which must lie ahead. */
export function parseUntil(text: string | undefined, now: number): number {
  const until = Date.parse(text ?? '');
  if (Number.isNaN(until)) throw new S3Error('MalformedXML');
  if (until <= now)
    throw invalidArgument('RetainUntilDate', text ?? '', 'The retain until date must be in the future!');
  return until;
}

function defaultUntil(rule: LockRule, now: number): number {
  const date = new Date(now);
  if (rule.years !== undefined) date.setUTCFullYear(date.getUTCFullYear() + rule.years);
  date.setUTCDate(date.getUTCDate() + (rule.days ?? 0));
  return date.getTime();
}

export function requireLockBucket({ bucket }: BucketExchange): void {
  if (!bucket.hasLock) {
    throw new S3Error('InvalidRequest', { message: 'Bucket is missing Object Lock Configuration' });
  }
}

/** Lock of a new version: what the headers ask for, else the bucket's default. */
export function requestedLock(exchange: BucketExchange): { retention: Retention | null; legalHold: boolean } {
  const { request, bucket, service } = exchange;
  const mode = request.headers.get('x-amz-object-lock-mode');
  const until = request.headers.get('x-amz-object-lock-retain-until-date');
  const hold = request.headers.get('x-amz-object-lock-legal-hold');
  if (mode !== undefined || until !== undefined || hold !== undefined) requireLockBucket(exchange);
  if ((mode === undefined) !== (until === undefined)) {
    throw new S3Error('InvalidArgument', {
      message: 'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied',
    });
  }
  if (hold !== undefined && hold !== 'ON' && hold !== 'OFF') {
    throw invalidArgument('x-amz-object-lock-legal-hold', hold, 'Legal Hold must be either of ON or OFF');
  }
  const now = service.now();
  const asked = mode === undefined ? null : { mode: parseMode(mode), until: parseUntil(until, now) };
  const inherited = bucket.lockRule && { mode: bucket.lockRule.mode, until: defaultUntil(bucket.lockRule, now) };
  return { retention: asked ?? inherited, legalHold: hold === 'ON' };
}

/** Whether a caller wants to act against a retention of governance mode, and may. */
export function bypassesGovernance(exchange: BucketExchange, key: string): boolean {
  const { bucket, request } = exchange;
  const asks = request.headers.get('x-amz-bypass-governance-retention')?.toLowerCase() === 'true';
  return asks && mayDo(exchange, { bucket, key, action: 's3:BypassGovernanceRetention', permission: null });
}

/** Throws `AccessDenied` for a version that may not be removed yet. S3 User Guide, "How S3 Object Lock works". */
export function requireUnlocked(exchange: BucketExchange, version: Version): void {
  const denied = () => {
    return new S3Error('AccessDenied', { message: 'Access Denied because object protected by object lock.' });
  };
  if (version.legalHold) throw denied();
  const { retention } = version;
  if (!retention || retention.until <= exchange.service.now()) return;
  if (retention.mode === 'COMPLIANCE' || !bypassesGovernance(exchange, version.key)) throw denied();
}
