import type { Exchange } from '../operations/exchange.ts';
import { parseTagHeader } from '../operations/tag-set.ts';
import { arnOf, type Caller } from '../policy/principals.ts';
import type { Bucket, Tag } from '../store/buckets.ts';
import type { Version } from '../store/versions.ts';

/** What a request is about, beyond what it says itself. */
export interface ConditionSubject {
  bucket: Bucket;
  caller: Caller | null;
  /** The version that is read or changed, whose tags conditions may ask for. */
  version: Version | null;
  /** Tags that a document of the request asks for; those of its header are known without. */
  requestTags: readonly Tag[] | null;
}

type Read = (exchange: Exchange, subject: ConditionSubject) => string | null | undefined;

const header =
  (name: string): Read =>
  ({ request }) =>
    request.headers.get(name);
const parameter =
  (name: string): Read =>
  ({ request }) =>
    request.query.get(name);
const dayMs = 24 * 60 * 60 * 1000;

/** Milliseconds since the request was signed; only presigned URLs grow old. */
const signatureAge: Read = ({ request, service }) => {
  const text = request.headers.get('x-amz-date') ?? '';
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const signed = Date.parse(iso);
  return Number.isNaN(signed) ? null : String(Math.max(0, service.now() - signed));
};

const retentionDays: Read = ({ request, service }) => {
  const until = Date.parse(request.headers.get('x-amz-object-lock-retain-until-date') ?? '');
  return Number.isNaN(until) ? null : String(Math.ceil((until - service.now()) / dayMs));
};

function callerType({ caller }: ConditionSubject): string {
  if (caller === null) return 'Anonymous';
  return caller.userName === null ? 'Account' : 'User';
}

/**
 * Condition keys of one value. IAM User Guide, "AWS global condition context keys"; Service Authorization Reference,
 * "Condition keys for Amazon S3". Keys named for a header, s3:x-amz-…, are read from it.
 */
const single: Record<string, Read> = {
  'aws:sourceip': ({ request }) => request.incoming.socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/i, ''),
  'aws:securetransport': ({ request }) => String('encrypted' in request.incoming.socket),
  'aws:referer': header('referer'),
  'aws:useragent': header('user-agent'),
  'aws:currenttime': ({ service }) => new Date(service.now()).toISOString(),
  'aws:epochtime': ({ service }) => String(Math.floor(service.now() / 1000)),
  'aws:principalarn': (_exchange, { caller }) => caller && arnOf(caller),
  'aws:principalaccount': (_exchange, { caller }) => caller?.account,
  'aws:principaltype': (_exchange, subject) => callerType(subject),
  'aws:userid': (_exchange, { caller }) => caller && (caller.userName ?? caller.account),
  'aws:username': (_exchange, { caller }) => caller?.userName,
  'aws:resourceaccount': (_exchange, { bucket }) => bucket.owner,
  's3:resourceaccount': (_exchange, { bucket }) => bucket.owner,
  's3:prefix': parameter('prefix'),
  's3:delimiter': parameter('delimiter'),
  's3:max-keys': parameter('max-keys'),
  's3:versionid': parameter('versionId'),
  's3:if-match': header('if-match'),
  's3:if-none-match': header('if-none-match'),
  's3:authtype': ({ authentication }) => {
    if (authentication.user === null) return null;
    return authentication.isPresigned ? 'REST-QUERY-STRING' : 'REST-HEADER';
  },
  's3:signatureversion': ({ authentication }) => (authentication.user === null ? null : 'AWS4-HMAC-SHA256'),
  's3:signatureage': (exchange, subject) => (subject.caller === null ? null : signatureAge(exchange, subject)),
  's3:object-lock-mode': header('x-amz-object-lock-mode'),
  's3:object-lock-legal-hold': header('x-amz-object-lock-legal-hold'),
  's3:object-lock-retain-until-date': header('x-amz-object-lock-retain-until-date'),
  's3:object-lock-remaining-retention-days': retentionDays,
};

function tagValue(tags: readonly Tag[], key: string): readonly string[] | null {
  const tag = tags.find((candidate) => candidate.key === key);
  return tag ? [tag.value] : null;
}

/** Values of the condition keys of a request, read as they are asked for; names as `normaliseKey` writes them. */
export function conditionValues(
  exchange: Exchange,
  subject: ConditionSubject,
): (key: string) => readonly string[] | null {
  const requestTags = () => subject.requestTags ?? parseTagHeader(exchange.request.headers.get('x-amz-tagging'));
  return (key) => {
    const slash = key.indexOf('/');
    const tag = key.slice(slash + 1);
    if (key.startsWith('s3:existingobjecttag/')) return tagValue(subject.version?.tags ?? [], tag);
    if (key.startsWith('s3:requestobjecttag/')) return tagValue(requestTags(), tag);
    if (key === 's3:requestobjecttagkeys') {
      const keys = requestTags().map((candidate) => candidate.key);
      return keys.length > 0 ? keys : null;
    }
    const read = single[key] ?? (key.startsWith('s3:x-amz-') ? header(key.slice('s3:'.length)) : undefined);
    const value = read?.(exchange, subject);
    return value === undefined || value === null ? null : [value];
  };
}
