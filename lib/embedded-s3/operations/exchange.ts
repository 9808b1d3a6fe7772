import type { Answer } from '../http/answer.ts';
import { receiveText, type BodySource } from '../http/body.ts';
import type { S3Request } from '../http/request.ts';
import { S3Error, type S3ErrorCode } from '../errors.ts';
import type { EventSender } from '../events/sender.ts';
import type { EmbeddedUser } from '../options.ts';
import type { Authentication } from '../signature/authenticate.ts';
import type { UsageMeter } from '../usage/meter.ts';
import { findBucket, type Bucket } from '../store/buckets.ts';
import type { Store } from '../store/store.ts';
import type { OperationName } from './table.ts';

/** What every operation stands on. */
export interface Service {
  store: Store;
  region: string;
  users: readonly EmbeddedUser[];
  pageSizeCap: number;
  /** Where events of objects go. */
  events: EventSender;
  /** Counts what is asked of each bucket. */
  usage: UsageMeter;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** One request on its way through the server, authenticated and authorised. */
export interface Exchange {
  service: Service;
  /** As the answer names it. */
  requestId: string;
  request: S3Request;
  authentication: Authentication;
  body: BodySource;
}

export interface BucketExchange extends Exchange {
  operation: OperationName;
  bucket: Bucket;
}

export interface ObjectExchange extends BucketExchange {
  key: string;
}

export type Handler<Kind extends Exchange> = (exchange: Kind) => Answer | Promise<Answer>;

/** Account of the caller, `null` for an anonymous one. */
export function accountOf(exchange: Exchange): string | null {
  return exchange.authentication.user?.id ?? null;
}

/** Who will own what an anonymous caller writes: S3 knows it under this name. */
const anonymousAccount = 'anonymous';

export function writerOf(exchange: Exchange): string {
  return accountOf(exchange) ?? anonymousAccount;
}

function displayName(service: Service, account: string): string {
  return service.users.find((user) => user.id === account)?.displayName ?? account;
}

/** Owner or initiator as documents name them. */
export function ownerElement(service: Service, account: string): { ID: string; DisplayName: string } {
  return { ID: account, DisplayName: displayName(service, account) };
}

export function requireBucket(service: Service, name: string): Bucket {
  const bucket = findBucket(service.store.database, name);
  if (!bucket) throw new S3Error('NoSuchBucket', { fields: { BucketName: name } });
  return bucket;
}

/** The request document. Throws `MalformedXML`, or what else it is told, when there is none. */
export async function requireText(exchange: Exchange, missing: S3ErrorCode = 'MalformedXML'): Promise<string> {
  const text = await receiveText(exchange.body);
  if (text.trim() === '') throw new S3Error(missing);
  return text;
}

/** HTTP date (RFC 9110, section 5.6.7). */
export function httpDate(time: number): string {
  return new Date(time).toUTCString();
}

/** The time format of S3 documents. */
export function isoDate(time: number): string {
  return new Date(time).toISOString();
}
