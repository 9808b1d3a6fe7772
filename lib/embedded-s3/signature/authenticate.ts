import { S3Error } from '../errors.ts';
import type { S3Request } from '../http/request.ts';
import type { EmbeddedUser } from '../options.ts';
import {
  canonicalRequest,
  sameSignature,
  scopeText,
  sign,
  signingKey,
  stringToSign,
  type CredentialScope,
} from './canonical.ts';
import { readPayloadMode, type PayloadMode } from './payload.ts';
import { requireSession } from './session-token.ts';

/** Who sent a request, and how its body is to be checked. `user` is `null` for an anonymous one. */
export interface Authentication {
  user: EmbeddedUser | null;
  payload: PayloadMode;
  /** Temporary answer headers and the like are refused to anonymous readers, not to presigned URLs. */
  isPresigned: boolean;
}

/** What a request states about its own signature, from either place. */
interface Claim {
  accessKeyId: string;
  scope: CredentialScope;
  /** YYYYMMDD'T'HHMMSS'Z'. */
  dateTime: string;
  signedHeaders: string[];
  signature: string;
  sessionToken: string | undefined;
}

export interface Authority {
  users: readonly EmbeddedUser[];
  region: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** S3 API Reference, "Error responses", RequestTimeTooSkewed: 15 minutes. */
const maxSkewMs = 15 * 60 * 1000;
/** S3 API Reference, "Authenticating Requests: Using Query Parameters", X-Amz-Expires: seven days. */
const maxExpiresSeconds = 7 * 24 * 60 * 60;

const malformed = (message: string) => new S3Error('AuthorizationHeaderMalformed', { message });
const malformedQuery = (message: string) => new S3Error('AuthorizationQueryParametersError', { message });

function parseDateTime(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return Number.NaN;
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`);
}

/** Takes a Credential apart. Throws what `fail` makes of a sentence. */
export function parseCredential(text: string, region: string, fail: (message: string) => S3Error) {
  const match = /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(text);
  if (!match) throw fail('The Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".');
  const [, accessKeyId = '', date = '', claimedRegion = '', service, terminator] = match;
  if ((service !== 's3' && service !== 's3express') || terminator !== 'aws4_request') {
    throw fail('The Credential scope must end in "/s3/aws4_request".');
  }
  if (claimedRegion !== region) {
    const error = fail(`The authorization is malformed; the region '${claimedRegion}' is wrong; expecting '${region}'`);
    error.fields['Region'] = region;
    throw error;
  }
  return { accessKeyId, scope: { date, region, service } as const };
}

function readHeaderClaim(request: S3Request, header: string, authority: Authority): Claim {
  if (!header.startsWith('AWS4-HMAC-SHA256')) {
    throw new S3Error('InvalidRequest', {
      message: 'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    });
  }
  const fields = new Map<string, string>();
  for (const part of header.slice('AWS4-HMAC-SHA256'.length).split(',')) {
    const [name = '', ...value] = part.trim().split('=');
    fields.set(name, value.join('='));
  }
  const signature = fields.get('Signature');
  const signedHeaders = fields.get('SignedHeaders')?.toLowerCase().split(';');
  if (!signature || !signedHeaders) throw malformed('The authorization header lacks SignedHeaders or Signature.');
  const credential = parseCredential(fields.get('Credential') ?? '', authority.region, malformed);
  const date = request.headers.get('date');
  const dateTime =
    request.headers.get('x-amz-date') ??
    (date === undefined || Number.isNaN(Date.parse(date)) ? '' : toDateTime(Date.parse(date)));
  const time = parseDateTime(dateTime);
  if (Number.isNaN(time)) {
    throw new S3Error('AccessDenied', { message: 'AWS authentication requires a valid Date or x-amz-date header' });
  }
  requireFreshness(time, dateTime, authority.now());
  const sessionToken = request.headers.get('x-amz-security-token');
  return { ...credential, dateTime, signedHeaders, signature, sessionToken };
}

function toDateTime(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

function requireFreshness(time: number, dateTime: string, now: number): void {
  if (Math.abs(now - time) <= maxSkewMs) return;
  throw new S3Error('RequestTimeTooSkewed', {
    fields: {
      RequestTime: dateTime,
      ServerTime: new Date(now).toISOString(),
      MaxAllowedSkewMilliseconds: String(maxSkewMs),
    },
  });
}

function readQueryClaim({ query }: S3Request, authority: Authority): Claim {
  if (query.get('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') {
    throw malformedQuery('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  }
  const [signature, signedHeaders] = [query.get('X-Amz-Signature'), query.get('X-Amz-SignedHeaders')];
  const [dateTime = '', expires = ''] = [query.get('X-Amz-Date'), query.get('X-Amz-Expires')];
  if (!signature || !signedHeaders) {
    throw malformedQuery('Query-string authentication requires X-Amz-Signature and X-Amz-SignedHeaders.');
  }
  const credential = parseCredential(query.get('X-Amz-Credential') ?? '', authority.region, malformedQuery);
  const time = parseDateTime(dateTime);
  if (Number.isNaN(time))
    throw malformedQuery("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  const seconds = /^\d{1,12}$/.test(expires) ? Number(expires) : Number.NaN;
  if (!(seconds >= 1)) throw malformedQuery('X-Amz-Expires should be a number of at least 1');
  if (seconds > maxExpiresSeconds) throw malformedQuery('X-Amz-Expires must be less than a week (in seconds)');
  const now = authority.now();
  if (time > now + maxSkewMs) throw new S3Error('AccessDenied', { message: 'Request is not valid yet' });
  const expiry = time + seconds * 1000;
  if (now > expiry) {
    throw new S3Error('AccessDenied', {
      message: 'Request has expired',
      fields: {
        'X-Amz-Expires': expires,
        Expires: new Date(expiry).toISOString(),
        ServerTime: new Date(now).toISOString(),
      },
    });
  }
  const sessionToken = query.get('X-Amz-Security-Token');
  return { ...credential, dateTime, signedHeaders: signedHeaders.toLowerCase().split(';'), signature, sessionToken };
}

/** Whose keys they are. Throws `InvalidAccessKeyId`, and `InvalidToken`. */
export function requireUser(
  claim: Pick<Claim, 'accessKeyId' | 'sessionToken'>,
  users: readonly EmbeddedUser[],
): EmbeddedUser {
  const user = users.find((candidate) => candidate.accessKeyId === claim.accessKeyId);
  // Temporary keys do not exist without their token.
  if (!user || (user.sessionToken !== undefined && claim.sessionToken === undefined)) {
    throw new S3Error('InvalidAccessKeyId', { fields: { AWSAccessKeyId: claim.accessKeyId } });
  }
  if (claim.sessionToken !== undefined && !sameSignature(user.sessionToken ?? '', claim.sessionToken)) {
    throw new S3Error('InvalidToken');
  }
  return user;
}

/** Who signed, and with which secret: his own, or that of a session with a directory bucket. */
function requireSigner(
  request: S3Request,
  claim: Claim,
  authority: Authority,
): { user: EmbeddedUser; secretAccessKey: string } {
  const token = request.headers.get('x-amz-s3session-token');
  if (token !== undefined) {
    const { bucket, method } = request;
    return requireSession(token, { accessKeyId: claim.accessKeyId, bucket, method }, authority);
  }
  const user = requireUser(claim, authority.users);
  return { user, secretAccessKey: user.secretAccessKey };
}

/** Host and every x-amz-* header must be covered, or they could be changed on the way. */
function requireCoverage(request: S3Request, claim: Claim): void {
  const missing = [...request.sentHeaders.keys()].filter((name) => {
    return (name === 'host' || name.startsWith('x-amz-')) && !claim.signedHeaders.includes(name);
  });
  if (missing.length > 0) {
    throw new S3Error('AccessDenied', {
      message: 'There were headers present in the request which were not signed',
      fields: { HeadersNotSigned: missing.join(', ') },
    });
  }
  if (claim.scope.date !== claim.dateTime.slice(0, 8)) {
    throw malformed(`Invalid credential date "${claim.scope.date}". This date is not the same as X-Amz-Date.`);
  }
}

/**
 * Verifies a Signature Version 4, in the Authorization header or the query string; neither makes an anonymous request.
 * S3 API Reference, "Authenticating Requests (AWS Signature Version 4)".
 */
export function authenticate(request: S3Request, authority: Authority): Authentication {
  const header = request.sentHeaders.get('authorization');
  const isPresigned = request.query.has('X-Amz-Signature') || request.query.has('X-Amz-Algorithm');
  if (header !== undefined && isPresigned) {
    throw new S3Error('InvalidArgument', {
      message: 'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the Authorization header.',
    });
  }
  const claim = isPresigned
    ? readQueryClaim(request, authority)
    : header === undefined
      ? null
      : readHeaderClaim(request, header, authority);
  if (claim === null) return { user: null, payload: readPayloadMode(request, null), isPresigned };

  const { user, secretAccessKey } = requireSigner(request, claim, authority);
  requireCoverage(request, claim);
  const contentHash = request.headers.get('x-amz-content-sha256');
  if (!isPresigned && contentHash === undefined) {
    throw new S3Error('MissingSecurityHeader', {
      message: 'Missing required header for this request: x-amz-content-sha256',
    });
  }
  const payloadHash = contentHash ?? 'UNSIGNED-PAYLOAD';
  const key = signingKey(secretAccessKey, claim.scope);
  const canonical = canonicalRequest({
    method: request.method,
    path: request.path,
    query: request.query.entries.filter(([name]) => name !== 'X-Amz-Signature' || !isPresigned),
    headers: request.sentHeaders,
    signedHeaders: claim.signedHeaders,
    payloadHash,
  });
  const text = stringToSign(claim.dateTime, claim.scope, canonical);
  if (!sameSignature(sign(key, text), claim.signature)) {
    throw new S3Error('SignatureDoesNotMatch', {
      fields: {
        AWSAccessKeyId: claim.accessKeyId,
        StringToSign: text,
        SignatureProvided: claim.signature,
        CanonicalRequest: canonical,
      },
    });
  }
  const seed = { key, dateTime: claim.dateTime, scope: scopeText(claim.scope), signature: claim.signature };
  return { user, payload: readPayloadMode(request, seed), isPresigned };
}
