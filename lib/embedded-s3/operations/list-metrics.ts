import { S3Error } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { findBucket } from '../store/buckets.ts';
import { readCounts, readNotedOwner, readStateAt, type UsageScope } from '../store/usage.ts';
import { noOperations } from '../usage/metered-operations.ts';
import { intervalMs, startOfInterval } from '../usage/meter.ts';
import { accountOf, requireText, type Exchange } from './exchange.ts';

/** What usage is asked of, and the element that names it in the answer. */
const nameElements = { buckets: 'bucketName', accounts: 'accountId', service: 'serviceName' } as const;
type Level = keyof typeof nameElements;
const levels = Object.keys(nameElements) as Level[];

const badRange =
  'Timestamps must be one of the following intervals for any past day/hour (mm:ss:SS) - start must be one of ' +
  '[00:00:000, 15:00:000, 30:00:000, 45:00:000], end must be one of [14:59:999, 29:59:999, 44:59:999, 59:59:999]. ' +
  'Start must not be greater than end.';

/** A refusal as UTAPI tells it, in JSON. */
class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const json = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(value),
});

function toList(value: unknown): string[] {
  const isList = Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
  if (!isList) throw new Refusal(400, 'InvalidParameterValue', 'An invalid or out-of-range value was supplied.');
  return value;
}

function toRange(value: unknown, now: number): [start: number, end: number] {
  const refusal = new Refusal(400, 'InvalidParameterValue', badRange);
  if (!Array.isArray(value) || value.length < 1 || value.length > 2) throw refusal;
  const [start, end = now] = value as unknown[];
  if (typeof start !== 'number' || typeof end !== 'number' || start % intervalMs !== 0 || start > end) throw refusal;
  if (value.length === 2 && end % intervalMs !== intervalMs - 1) throw refusal;
  return [start, end];
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // The refusal below says it.
  }
  throw new Refusal(400, 'WrongFormat', 'Data entered by the user has a wrong format.');
}

/** The level that is asked for: that of the path, or at the service that of the body. */
function levelOf(exchange: Exchange, body: Record<string, unknown>): Level {
  const { bucket } = exchange.request;
  const level = levels.find((name) => (bucket === null ? name in body : name === bucket));
  if (level) return level;
  if (bucket === null) throw new Refusal(400, 'WrongFormat', 'Data entered by the user has a wrong format.');
  throw new Refusal(501, 'NotImplemented', `There are no metrics of ${bucket} here.`);
}

/**
 * Whether the caller may know. Accounts may of themselves and their buckets; the one that was named first when the server
 * was started is the operator's, and may of everything.
 */
function mayKnow(exchange: Exchange, level: Level, resource: string): boolean {
  const { service } = exchange;
  const account = accountOf(exchange);
  if (account === service.users[0]?.id) return true;
  if (level === 'accounts') return resource === account;
  if (level === 'service') return false;
  const { store } = service;
  return (findBucket(store.database, resource)?.owner ?? readNotedOwner(store, resource)) === account;
}

function scopeOf(level: Level, resource: string): UsageScope {
  if (level === 'service') return 'all';
  return level === 'buckets' ? { bucket: resource } : { account: resource };
}

function metricsOf(exchange: Exchange, level: Level, resource: string, [start, end]: [number, number]) {
  const { store } = exchange.service;
  const scope = scopeOf(level, resource);
  const before = readStateAt(store, scope, start - intervalMs);
  const after = readStateAt(store, scope, startOfInterval(end));
  const counts = readCounts(store, scope, start, startOfInterval(end));
  const operations = noOperations();
  for (const { operation, count } of counts) operations[operation] = count;
  return {
    timeRange: [start, end],
    storageUtilized: [before.bytes, after.bytes],
    incomingBytes: counts.reduce((sum, { incoming }) => sum + incoming, 0),
    outgoingBytes: counts.reduce((sum, { outgoing }) => sum + outgoing, 0),
    numberOfObjects: [before.objects, after.objects],
    operations,
    [nameElements[level]]: resource,
  };
}

async function list(exchange: Exchange, rangeOf: (body: Record<string, unknown>) => [number, number]): Promise<Answer> {
  if (accountOf(exchange) === null) throw new S3Error('AccessDenied');
  try {
    const body = parse(await requireText(exchange));
    const level = levelOf(exchange, body);
    const asked = toList(body[level]);
    if (level === 'service' && asked.some((name) => name !== 's3')) {
      throw new Refusal(400, 'InvalidParameterValue', 'The one service there is here is s3.');
    }
    const range = rangeOf(body);
    const allowed = asked.filter((resource) => mayKnow(exchange, level, resource));
    if (allowed.length === 0) throw new Refusal(403, 'AccessDenied', 'Access Denied');
    exchange.service.usage.flush();
    return json(
      200,
      allowed.map((resource) => metricsOf(exchange, level, resource, range)),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return json(error.status, { code: error.code, message: error.message });
  }
}

/** ListMetrics of Scality's UTAPI (github.com/scality/utapi, README.md and lib/ListMetrics.js). */
export function listMetrics(exchange: Exchange): Promise<Answer> {
  return list(exchange, (body) => toRange(body['timeRange'], exchange.service.now()));
}

/** ListRecentMetrics of UTAPI: from the beginning of the interval before this one until now. */
export function listRecentMetrics(exchange: Exchange): Promise<Answer> {
  const now = exchange.service.now();
  return list(exchange, () => [startOfInterval(now) - intervalMs, now]);
}
