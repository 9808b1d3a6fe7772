import { S3Error, invalidArgument } from '../errors.ts';

/** System metadata that S3 stores and sends back as it came; PutObject in the S3 API Reference. */
const systemHeaders = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
  'x-amz-website-redirect-location',
];
const userPrefix = 'x-amz-meta-';
/** S3 User Guide, "Working with object metadata": 2 KB of user metadata, names and values together. */
const maxUserBytes = 2048;

/** `aws-chunked` describes the transfer, not the object. */
function withoutChunking(encoding: string): string {
  if (!encoding.includes('aws-chunked')) return encoding;
  return encoding
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '' && item !== 'aws-chunked')
    .join(', ');
}

/** Metadata to be stored with an object, as answer headers. Throws `MetadataTooLarge`. */
export function readMetadata(headers: ReadonlyMap<string, string>): Record<string, string> {
  const metadata: Record<string, string> = {};
  let userBytes = 0;
  for (const [name, value] of headers) {
    if (name.startsWith(userPrefix)) {
      userBytes += name.length - userPrefix.length + value.length;
      metadata[name] = value;
    } else if (systemHeaders.includes(name)) {
      const kept = name === 'content-encoding' ? withoutChunking(value) : value;
      if (kept !== '') metadata[name] = kept;
    }
  }
  if (userBytes > maxUserBytes) {
    throw new S3Error('MetadataTooLarge', {
      fields: { Size: String(userBytes), MaxSizeAllowed: String(maxUserBytes) },
    });
  }
  metadata['content-type'] ??= 'binary/octet-stream';
  return metadata;
}

/** Text as Node writes header values: one character a byte. Throws `InvalidArgument` on line breaks and the like. */
export function toHeaderValue(name: string, text: string): string {
  const value = Buffer.from(text, 'utf8').toString('latin1');
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) throw invalidArgument(name, text, `Invalid value for ${name}`);
  return value;
}
