/** Where browsers reach an endpoint, and how buckets are named there; every connection has both. */
interface PublicEndpoint {
  publicOrigin: string;
  addressing: 'path' | 'virtual' | 'auto';
}

/**
 * The ARN of an object (https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html). `bucket` may itself be the
 * ARN of an access point, whose objects stand behind the word `object`.
 */
export function toObjectArn(bucket: string, key: string, region: string): string {
  if (bucket.startsWith('arn:')) return `${bucket}/object/${key}`;
  return `arn:${toPartition(region)}:s3:::${bucket}/${key}`;
}

function toPartition(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** The plain URL of an object, without a signature: it opens only what is public. */
export function toObjectUrl(connection: PublicEndpoint, bucket: string, key: string): string {
  const path = key.split('/').map(encodeKeyPart).join('/');
  if (connection.addressing !== 'virtual') return `${connection.publicOrigin}/${encodeURIComponent(bucket)}/${path}`;
  const { protocol, host } = new URL(connection.publicOrigin);
  return `${protocol}//${bucket}.${host}/${path}`;
}

/** SigV4 leaves only unreserved characters as they are (RFC 3986, 2.3); `encodeURIComponent` spares five more. */
function encodeKeyPart(part: string): string {
  return encodeURIComponent(part).replace(/[!'()*]/gu, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
