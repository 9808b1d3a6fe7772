import type { S3Client, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3';
import type { DeserializeMiddleware } from '@smithy/types';
import { AppError } from '../errors/app-error.ts';

/**
 * Root elements of the XML answers this console reads. A server that does not know a sub-resource may answer 200 with
 * something else (Ceph: a bucket listing), which the SDK would read as an empty configuration.
 */
const rootElements: Readonly<Record<string, string>> = {
  CompleteMultipartUploadCommand: 'CompleteMultipartUploadResult',
  CreateMultipartUploadCommand: 'InitiateMultipartUploadResult',
  DeleteObjectsCommand: 'DeleteResult',
  GetBucketAclCommand: 'AccessControlPolicy',
  GetBucketAccelerateConfigurationCommand: 'AccelerateConfiguration',
  GetBucketCorsCommand: 'CORSConfiguration',
  GetBucketEncryptionCommand: 'ServerSideEncryptionConfiguration',
  GetBucketLifecycleConfigurationCommand: 'LifecycleConfiguration',
  GetBucketLocationCommand: 'LocationConstraint',
  GetBucketLoggingCommand: 'BucketLoggingStatus',
  GetBucketNotificationConfigurationCommand: 'NotificationConfiguration',
  GetBucketOwnershipControlsCommand: 'OwnershipControls',
  GetBucketPolicyStatusCommand: 'PolicyStatus',
  GetBucketReplicationCommand: 'ReplicationConfiguration',
  GetBucketRequestPaymentCommand: 'RequestPaymentConfiguration',
  GetBucketTaggingCommand: 'Tagging',
  GetBucketVersioningCommand: 'VersioningConfiguration',
  GetBucketWebsiteCommand: 'WebsiteConfiguration',
  GetObjectLockConfigurationCommand: 'ObjectLockConfiguration',
  GetObjectAclCommand: 'AccessControlPolicy',
  GetObjectAttributesCommand: 'GetObjectAttributesResponse',
  GetObjectLegalHoldCommand: 'LegalHold',
  GetObjectRetentionCommand: 'Retention',
  CopyObjectCommand: 'CopyObjectResult',
  UploadPartCopyCommand: 'CopyPartResult',
  GetObjectTaggingCommand: 'Tagging',
  ListBucketsCommand: 'ListAllMyBucketsResult',
  ListDirectoryBucketsCommand: 'ListAllMyDirectoryBucketsResult',
  ListMultipartUploadsCommand: 'ListMultipartUploadsResult',
  ListObjectVersionsCommand: 'ListVersionsResult',
  ListObjectsCommand: 'ListBucketResult',
  ListObjectsV2Command: 'ListBucketResult',
  ListPartsCommand: 'ListPartsResult',
};

/** Answers that are no XML (a policy is JSON), or whose root element differs from server to server. */
const openAnswers: ReadonlySet<string> = new Set([
  'GetBucketPolicyCommand',
  // Ceph 16 sends <BlockPublicAccessBlockConfiguration>.
  'GetPublicAccessBlockCommand',
  'ListBucketAnalyticsConfigurationsCommand',
  'ListBucketIntelligentTieringConfigurationsCommand',
  'ListBucketInventoryConfigurationsCommand',
  'ListBucketMetricsConfigurationsCommand',
]);

/** What a server sends that ignores the sub-resource of a GET: the bucket's listing. */
const listingRoot = 'ListBucketResult';

/** The largest answer of the listing operations is a few megabytes; more than this is no S3 answer. */
const maxAnswerBytes = 64 * 1024 * 1024;

interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: AsyncIterable<Uint8Array> | Uint8Array | undefined;
}

async function readBody(body: HttpAnswer['body']): Promise<Buffer> {
  if (!body) return Buffer.alloc(0);
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxAnswerBytes) throw new Error('The answer is larger than any S3 answer.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

/** The name of an XML document's root element, or `null` when it has none or is cut off before its end. */
export function getRootElement(xml: string): string | null {
  const match = /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<([A-Za-z_][\w.-]*)[^>]*?(\/?)>/u.exec(xml);
  if (!match?.[1]) return null;
  const isClosed = match[2] === '/' || xml.trimEnd().endsWith(`</${match[1]}>`);
  return isClosed ? match[1] : null;
}

/** Refuses a successful answer whose document is not the one the operation returns. */
export function expectKnownAnswers(client: S3Client): void {
  const middleware: DeserializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next, context) => async (args) => {
    const result = await next(args);
    const command = String(context['commandName']);
    const root = rootElements[command];
    const answer = result.response as HttpAnswer;
    if ((root === undefined && !openAnswers.has(command)) || answer.statusCode !== 200) return result;
    const body = await readBody(answer.body);
    const text = body.toString('utf8');
    const seen = getRootElement(text);
    if (seen === listingRoot && root !== listingRoot) throw ignoredAnswer();
    // An error inside a 200 is the SDK's to read: CompleteMultipartUpload and CopyObject may do that.
    if (root !== undefined && seen !== root && seen !== 'Error') throw badAnswer(root, seen, text);
    answer.body = body;
    return result;
  };
  client.middlewareStack.addRelativeTo(middleware, {
    name: 'expectKnownAnswers',
    relation: 'after',
    toMiddleware: 'deserializerMiddleware',
    override: true,
  });
}

function ignoredAnswer(): AppError {
  return new AppError(
    'unsupported',
    'The server does not offer that: it took the question for another and listed the bucket instead.',
  );
}

function badAnswer(expected: string, seen: string | null, text: string): AppError {
  const what =
    seen !== null
      ? `a <${seen}> document`
      : text.trim() === ''
        ? 'nothing'
        : /<html/iu.test(text)
          ? 'a web page'
          : 'a document that is cut off or is not XML';
  return new AppError(
    'bad-response',
    `The server answered 200, but sent ${what} where S3 sends <${expected}>. ` +
      'Either the endpoint is not an S3 server, or something between changes its answers.',
  );
}
