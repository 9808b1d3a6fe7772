import {
  GetObjectCommand,
  HeadBucketCommand,
  PutObjectCommand,
  UploadPartCommand,
  type GetObjectCommandInput,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { getConfig } from '../config/current.ts';
import { AppError } from '../errors/app-error.ts';
import type { Connection } from './connection.ts';
import { hasDotSegment } from './keys.ts';
import { maxLinkSeconds } from './limits.ts';
import { traceOperation } from './trace.ts';

type RequestPresigningArguments = NonNullable<Parameters<typeof getSignedUrl>[2]>;

/** A URL that carries its own permission until `expires`, in milliseconds since 1970. */
export interface SignedUrl {
  url: string;
  expires: number;
}

export interface PartTarget {
  bucket: string;
  key: string;
  uploadId: string;
  partNumber: number;
}

/** Links must be signed for the bucket's own region where buckets have one; asked once per bucket. */
export async function readSigningRegion(connection: Connection, bucket: string): Promise<string> {
  const { provider, settings, seen } = connection;
  if (!provider.hasRegionalBuckets) return settings.region;
  const known = seen.bucketRegions.get(bucket);
  if (known !== undefined) return known;
  try {
    const { BucketRegion: region } = await connection.client.send(new HeadBucketCommand({ Bucket: bucket }));
    if (region) seen.bucketRegions.set(bucket, region);
    return region ?? settings.region;
  } catch (error) {
    // Keys that may read objects need not be allowed HeadBucket; the link's own answer will tell.
    if (error instanceof AppError && error.code === 'access-denied') return settings.region;
    throw error;
  }
}

/** Browsers fold dot segments in URLs before sending them, so the signature could never match. */
function requireBrowserSafe(key: string): void {
  if (!hasDotSegment(key)) return;
  throw new AppError(
    'unsupported',
    'This key has a “.” or “..” segment, which browsers and curl remove from URLs before sending. No signed link can carry it; ' +
      'copy the object to another key, or use an S3 client such as aws-cli.',
  );
}

/** Signs one request for a browser. `operation` is what the trace of a test run calls it. */
export async function signUrl(
  connection: Connection,
  operation: string,
  toUrl: (signer: S3Client, options: RequestPresigningArguments) => Promise<string>,
  target: { bucket: string; key: string },
  lifetimeSeconds: number,
): Promise<SignedUrl> {
  requireBrowserSafe(target.key);
  const region = await readSigningRegion(connection, target.bucket);
  const seconds = Math.min(Math.max(1, Math.floor(lifetimeSeconds)), maxLinkSeconds);
  const signedAt = new Date();
  const url = await toUrl(connection.signer(region), { expiresIn: seconds, signingDate: signedAt });
  traceOperation(getConfig().traceFile, operation, 'signed');
  // X-Amz-Date counts whole seconds.
  return { url, expires: Math.floor(signedAt.getTime() / 1000) * 1000 + seconds * 1000 };
}

export type GetOverrides = Pick<
  GetObjectCommandInput,
  | 'ResponseCacheControl'
  | 'ResponseContentDisposition'
  | 'ResponseContentEncoding'
  | 'ResponseContentLanguage'
  | 'ResponseContentType'
  | 'ResponseExpires'
>;

export function signGet(
  connection: Connection,
  target: { bucket: string; key: string; versionId?: string | undefined },
  overrides: GetOverrides,
  lifetimeSeconds: number,
): Promise<SignedUrl> {
  const command = new GetObjectCommand({
    Bucket: target.bucket,
    Key: target.key,
    ...(target.versionId !== undefined && { VersionId: target.versionId }),
    ...overrides,
  });
  return signUrl(
    connection,
    'GetObject',
    (signer, options) => getSignedUrl(signer, command, options),
    target,
    lifetimeSeconds,
  );
}

/** A PUT of one whole object. No header is signed but the host, so the sender chooses type and Content-MD5. */
export function signPut(
  connection: Connection,
  target: { bucket: string; key: string },
  lifetimeSeconds: number,
): Promise<SignedUrl> {
  const command = new PutObjectCommand({ Bucket: target.bucket, Key: target.key });
  return signUrl(
    connection,
    'PutObject',
    (signer, options) => getSignedUrl(signer, command, options),
    target,
    lifetimeSeconds,
  );
}

/** A signed PUT whose sender must send these headers with it, name by name. */
export interface SignedPut extends SignedUrl {
  headers: Record<string, string>;
}

/** Headers that say what an object shall be, or whether it may be written; the rest of a request is the sender's own. */
const describing =
  /^(?:content-(?:type|disposition|encoding|language)|cache-control|expires|if-match|x-amz-(?!content-sha256$|user-agent$|sdk-|date$|security-token$).+)$/u;

/** A PUT of one whole object with all that shall hang on it. These headers are signed, so nobody can leave one out. */
export async function signDescribedPut(
  connection: Connection,
  input: PutObjectCommandInput & { Bucket: string; Key: string },
  lifetimeSeconds: number,
): Promise<SignedPut> {
  const command = new PutObjectCommand(input);
  const headers: Record<string, string> = {};
  command.middlewareStack.add(
    (next) => (args) => {
      const { headers: serialised } = args.request as { headers: Record<string, string> };
      for (const [name, value] of Object.entries(serialised)) {
        if (describing.test(name.toLowerCase())) headers[name.toLowerCase()] = value;
      }
      const names = new Set(Object.keys(headers));
      options.unhoistableHeaders = names;
      options.signableHeaders = new Set([...names, 'host']);
      return next(args);
    },
    { step: 'build', priority: 'low', name: 'noteHeaders' },
  );
  const options: RequestPresigningArguments = {};
  const signed = await signUrl(
    connection,
    'PutObject',
    (signer, given) => getSignedUrl(signer, command, Object.assign(options, given)),
    { bucket: input.Bucket, key: input.Key },
    lifetimeSeconds,
  );
  return { ...signed, headers };
}

/** A PUT of one part of a multipart upload. */
export function signPart(connection: Connection, target: PartTarget, lifetimeSeconds: number): Promise<SignedUrl> {
  const command = new UploadPartCommand({
    Bucket: target.bucket,
    Key: target.key,
    UploadId: target.uploadId,
    PartNumber: target.partNumber,
  });
  return signUrl(
    connection,
    'UploadPart',
    (signer, options) => getSignedUrl(signer, command, options),
    target,
    lifetimeSeconds,
  );
}
