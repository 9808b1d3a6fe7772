/** A request as the access log of its bucket tells it. `null` stands for what does not apply. */
export interface AccessLogEntry {
  bucketOwner: string;
  bucket: string;
  /** Milliseconds since 1970: when the request came. */
  time: number;
  remoteIp: string | null;
  /** Canonical id of the caller; `null` for an anonymous one. */
  requester: string | null;
  requestId: string;
  operation: string;
  key: string | null;
  /** Method, address and protocol as they were sent. */
  requestLine: string;
  status: number;
  errorCode: string | null;
  bytesSent: number;
  objectBytes: number | null;
  totalMs: number;
  referer: string | null;
  userAgent: string | null;
  versionId: string | null;
  authType: 'AuthHeader' | 'QueryString' | null;
  host: string | null;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function logTime(time: number): string {
  const iso = new Date(time).toISOString();
  const month = months[Number(iso.slice(5, 7)) - 1] ?? '';
  return `[${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000]`;
}

function field(value: string | number | null): string {
  return value === null || value === '' ? '-' : String(value);
}

/** Text that the client chose, in quotation marks, which no text may break out of. */
function quoted(text: string | null): string {
  if (text === null || text === '') return '"-"';
  return `"${text.replace(/["\u0000-\u001f\u007f]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  })}"`;
}

/** One line of a log, without its line break; S3 User Guide, "Amazon S3 server access log format". */
export function logLine(entry: AccessLogEntry): string {
  return [
    entry.bucketOwner,
    entry.bucket,
    logTime(entry.time),
    field(entry.remoteIp),
    field(entry.requester),
    entry.requestId,
    entry.operation,
    field(entry.key === null ? null : encodeURIComponent(entry.key).replaceAll('%2F', '/')),
    quoted(entry.requestLine),
    entry.status,
    field(entry.errorCode),
    field(entry.bytesSent === 0 ? null : entry.bytesSent),
    field(entry.objectBytes),
    entry.totalMs,
    field(entry.totalMs === 0 ? null : entry.totalMs),
    quoted(entry.referer),
    quoted(entry.userAgent),
    field(entry.versionId),
    'cooper',
    entry.authType === null ? '-' : 'SigV4',
    '-',
    field(entry.authType),
    field(entry.host?.replace(/[\s"]/g, '') ?? null),
    '-',
    '-',
    '-',
  ].join(' ');
}

/** Names of resources in logs, where they are not that of the setting in capitals. */
const resources: Record<string, string> = {
  HeadBucket: 'BUCKET',
  CreateBucket: 'BUCKET',
  DeleteBucket: 'BUCKET',
  ListObjects: 'BUCKET',
  ListObjectsV2: 'BUCKET',
  ListObjectVersions: 'BUCKETVERSIONS',
  ListMultipartUploads: 'UPLOADS',
  CreateMultipartUpload: 'UPLOADS',
  CompleteMultipartUpload: 'UPLOAD',
  AbortMultipartUpload: 'UPLOAD',
  ListParts: 'UPLOAD',
  UploadPart: 'PART',
  UploadPartCopy: 'PART',
  DeleteObjects: 'MULTI_OBJECT_DELETE',
  GetBucketAcl: 'ACL',
  PutBucketAcl: 'ACL',
  GetBucketPolicy: 'BUCKETPOLICY',
  PutBucketPolicy: 'BUCKETPOLICY',
  DeleteBucketPolicy: 'BUCKETPOLICY',
  GetObjectAcl: 'ACL',
  PutObjectAcl: 'ACL',
  GetObjectTagging: 'OBJECT_TAGGING',
  PutObjectTagging: 'OBJECT_TAGGING',
  DeleteObjectTagging: 'OBJECT_TAGGING',
  Preflight: 'PREFLIGHT',
};

/** `REST.GET.OBJECT` and the like; same page, Operation. */
export function logOperation(operation: string, method: string): string {
  const verb = operation === 'CopyObject' || operation === 'UploadPartCopy' ? 'COPY' : method;
  const setting = /^(?:Get|Put|Delete|List)Bucket(.+?)(?:Configurations?)?$/.exec(operation)?.[1];
  return `REST.${verb}.${resources[operation] ?? setting?.toUpperCase() ?? 'OBJECT'}`;
}
