import { S3Error } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { setLockRule, type LockRule } from '../store/buckets.ts';
import { setLegalHold, setRetention, type Retention, type Version } from '../store/versions.ts';
import { child, childText, parseDocument, type XmlNode } from '../xml/parse.ts';
import { writeXml } from '../xml/write.ts';
import { isoDate, requireText, type BucketExchange, type ObjectExchange } from './exchange.ts';
import { bypassesGovernance, parseMode, parseUntil, requireLockBucket } from './lock-rules.ts';
import { requireVersion } from './version-access.ts';

/** Default retention lasts at most 100 years (S3 User Guide, "S3 Object Lock considerations"). */
const maxDays = 36_500;

export function getObjectLockConfiguration({ bucket }: BucketExchange): Answer {
  if (!bucket.hasLock) {
    throw new S3Error('ObjectLockConfigurationNotFoundError', { fields: { BucketName: bucket.name } });
  }
  const rule = bucket.lockRule;
  return xmlAnswer(
    writeXml('ObjectLockConfiguration', {
      ObjectLockEnabled: 'Enabled',
      Rule: rule ? { DefaultRetention: { Mode: rule.mode, Days: rule.days, Years: rule.years } } : undefined,
    }),
  );
}

function parsePeriod(node: XmlNode): Pick<LockRule, 'days' | 'years'> {
  const [days, years] = [childText(node, 'Days'), childText(node, 'Years')];
  if ((days === undefined) === (years === undefined)) throw new S3Error('MalformedXML');
  const length = Number(days ?? years);
  if (!Number.isInteger(length) || length < 1 || length > (days === undefined ? maxDays / 365 : maxDays)) {
    throw new S3Error('InvalidArgument', { message: 'Default retention period must be a positive integer value.' });
  }
  return days === undefined ? { years: length } : { days: length };
}

function parseRule(source: string): LockRule | null {
  const document = parseDocument(source, 'ObjectLockConfiguration');
  if (childText(document, 'ObjectLockEnabled') !== 'Enabled') throw new S3Error('MalformedXML');
  const rule = child(document, 'Rule');
  if (!rule) return null;
  const retention = child(rule, 'DefaultRetention');
  if (!retention) throw new S3Error('MalformedXML');
  return { mode: parseMode(childText(retention, 'Mode')), ...parsePeriod(retention) };
}

export async function putObjectLockConfiguration(exchange: BucketExchange): Promise<Answer> {
  const { service, bucket } = exchange;
  const rule = parseRule(await requireText(exchange));
  if (bucket.versioning !== 'Enabled') {
    throw new S3Error('InvalidBucketState', {
      message: "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
    });
  }
  setLockRule(service.store.database, bucket.id, rule);
  return { status: 200 };
}

export function getObjectRetention(exchange: ObjectExchange): Answer {
  requireLockBucket(exchange);
  const { retention } = requireVersion(exchange, null);
  if (!retention) throw new S3Error('NoSuchObjectLockConfiguration', { fields: { Key: exchange.key } });
  return xmlAnswer(writeXml('Retention', { Mode: retention.mode, RetainUntilDate: isoDate(retention.until) }));
}

/** The request with what its document asks for as headers of a write would: that is where conditions of a policy look. */
function withLockHeaders(exchange: ObjectExchange, lock: Record<string, string>): ObjectExchange {
  const asked = Object.entries(lock).map(([name, value]): [string, string] => [`x-amz-object-lock-${name}`, value]);
  const { request } = exchange;
  return { ...exchange, request: { ...request, headers: new Map([...request.headers, ...asked]) } };
}

/** Any retention may be lengthened; shortened, lifted or changed only one of governance, by those who bypass it. */
function requireAllowedChange(exchange: ObjectExchange, version: Version, wanted: Retention | null): void {
  const current = version.retention;
  if (!current || current.until <= exchange.service.now()) return;
  if (wanted?.mode === current.mode && wanted.until >= current.until) return;
  if (current.mode === 'GOVERNANCE' && bypassesGovernance(exchange, version.key)) return;
  throw new S3Error('AccessDenied', { message: 'Access Denied because object protected by object lock.' });
}

export async function putObjectRetention(exchange: ObjectExchange): Promise<Answer> {
  requireLockBucket(exchange);
  const { service } = exchange;
  const document = parseDocument(await requireText(exchange), 'Retention');
  const mode = childText(document, 'Mode');
  const wanted =
    mode === undefined && childText(document, 'RetainUntilDate') === undefined
      ? null
      : { mode: parseMode(mode), until: parseUntil(childText(document, 'RetainUntilDate'), service.now()) };
  const lock: Record<string, string> = wanted
    ? { mode: wanted.mode, 'retain-until-date': new Date(wanted.until).toISOString() }
    : {};
  const version = requireVersion(withLockHeaders(exchange, lock), null);
  requireAllowedChange(exchange, version, wanted);
  setRetention(service.store, version.id, wanted);
  return { status: 200 };
}

export function getObjectLegalHold(exchange: ObjectExchange): Answer {
  requireLockBucket(exchange);
  const { legalHold } = requireVersion(exchange, null);
  return xmlAnswer(writeXml('LegalHold', { Status: legalHold ? 'ON' : 'OFF' }));
}

export async function putObjectLegalHold(exchange: ObjectExchange): Promise<Answer> {
  requireLockBucket(exchange);
  const status = childText(parseDocument(await requireText(exchange), 'LegalHold'), 'Status');
  if (status !== 'ON' && status !== 'OFF') throw new S3Error('MalformedXML');
  const version = requireVersion(withLockHeaders(exchange, { 'legal-hold': status }), null);
  setLegalHold(exchange.service.store, version.id, status === 'ON');
  return { status: 200 };
}
