import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import { S3Client } from '@aws-sdk/client-s3';
import type { ConnectionSettings } from '../config/types.ts';
import { expectKnownAnswers } from './answers.ts';
import { proveBodiesByMd5 } from './checksum.ts';
import type { Credentials, Observations } from './connection.ts';
import { fromS3Error } from './errors.ts';
import { readListings } from './listing-answers.ts';
import type { Provider } from './providers/define.ts';
import { agreeToPay } from './requester-pays.ts';
import { traceOperation } from './trace.ts';

/** A name that cannot be reached is told within seconds; a listing of a huge bucket may take its time. */
const connectTimeoutMs = 5_000;
const silenceTimeoutMs = 30_000;

const say = (): void => undefined;
const silent = { trace: say, debug: say, info: say, warn: say, error: say };

export interface ClientDescription {
  settings: ConnectionSettings;
  credentials: Credentials;
  provider: Provider;
  addressing: 'path' | 'virtual';
  agents: { httpAgent: HttpAgent; httpsAgent: HttpsAgent };
  seen: Observations;
  endpoint: string;
  region: string;
  traceFile: string | null;
  /** Buckets whose requests this person pays for. */
  paidBuckets: ReadonlySet<string>;
}

/** Amazon's own addresses are left to the SDK: it knows those of access points, directory buckets and other regions. */
function isAmazonDefault(endpoint: string): boolean {
  return /^https:\/\/s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com\/?$/u.test(endpoint);
}

export function createClient(description: ClientDescription): S3Client {
  const { settings, credentials, provider, endpoint } = description;
  const checksums = settings.checksums === 'when-supported' ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED';
  const client = new S3Client({
    ...(!isAmazonDefault(endpoint) && { endpoint }),
    region: description.region,
    // Always explicit: the SDK's own chain would look for the machine's credentials.
    credentials: {
      accessKeyId: credentials.accessKeyId,
      secretAccessKey: credentials.secretAccessKey,
      ...(credentials.sessionToken !== undefined && { sessionToken: credentials.sessionToken }),
    },
    forcePathStyle: description.addressing === 'path',
    requestChecksumCalculation: checksums,
    responseChecksumValidation: checksums,
    followRegionRedirects: provider.hasRegionalBuckets,
    useArnRegion: true,
    maxAttempts: 3,
    // Without one the SDK tells the console of bodies that it cannot send again. Whatever fails is thrown as an AppError.
    logger: silent,
    requestHandler: {
      connectionTimeout: connectTimeoutMs,
      requestTimeout: silenceTimeoutMs,
      throwOnRequestTimeout: true,
      socketTimeout: silenceTimeoutMs,
      ...description.agents,
    },
  });
  throwAppErrors(client, description.traceFile);
  observeAnswers(client, description.seen, new URL(endpoint).hostname);
  expectKnownAnswers(client);
  readListings(client);
  // It describes every answer to a logger that nobody has given.
  client.middlewareStack.remove('loggerMiddleware');
  if (provider.requiredChecksum === 'md5') proveBodiesByMd5(client);
  if (description.paidBuckets.size > 0) agreeToPay(client, description.paidBuckets);
  return client;
}

function throwAppErrors(client: S3Client, traceFile: string | null): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const operation = (context.commandName ?? 'Request').replace(/Command$/u, '');
      const input = args.input as { Bucket?: string; Key?: string };
      traceOperation(traceFile, operation, 'sent');
      try {
        return await next(args);
      } catch (error) {
        throw fromS3Error(error, { operation, bucket: input.Bucket, key: input.Key });
      }
    },
    { step: 'initialize', priority: 'high', name: 'throwAppErrors', override: true },
  );
}

/** Learns from every answer what the health line tells: the server's clock and who made it. */
function observeAnswers(client: S3Client, seen: Observations, host: string): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers } = result.response as { headers?: Record<string, string> };
      if (headers) {
        seen.signs = { host, server: headers['server'] ?? null, requestId: headers['x-amz-request-id'] ?? null };
        const date = Date.parse(headers['date'] ?? '');
        // The header counts whole seconds; half a second more is the best guess.
        if (!Number.isNaN(date)) seen.clockSkewMs = date + 500 - Date.now();
      }
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'observeAnswers', override: true },
  );
}
