/** How the S3 API calls what writes a setting. */
export interface SettingApi {
  /** `PutBucketCors` */
  operation: string;
  /** The parameter that takes the document: `CORSConfiguration`. */
  parameter: string;
  /** Where a bucket has several documents: the list in our document that holds them. Each is put under its id. */
  list?: string;
}

/** Where the commands are for. */
export interface CommandPlace {
  bucket: string;
  /** Address of the endpoint, as clients reach it. */
  endpoint: string;
}

interface Call {
  id: string | null;
  document: unknown;
}

/** The calls that write a document: one, or one for each configuration of a list. */
function toCalls({ list }: SettingApi, document: unknown): Call[] {
  if (list === undefined) return [{ id: null, document }];
  const items = (document as Record<string, { Id?: string }[] | undefined>)[list] ?? [];
  return items.map((item) => ({ id: item.Id ?? '', document: item }));
}

/** `PutBucketCors` → `Put Bucket Cors`, `CORSConfiguration` → `CORS Configuration`, in small letters and joined. */
function joinWords(name: string, joint: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(' ', joint);
}

/** One argument for a POSIX shell (XCU 2.2.2, single quotes). */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Commands of aws-cli (https://docs.aws.amazon.com/cli/latest/reference/s3api/) that write the document. */
export function toAwsCli(api: SettingApi, { bucket, endpoint }: CommandPlace, document: unknown): string {
  return toCalls(api, document)
    .map((call) =>
      [
        `aws s3api ${joinWords(api.operation, '-')} --endpoint-url ${quote(endpoint)}`,
        `--bucket ${quote(bucket)}`,
        ...(call.id === null ? [] : [`--id ${quote(call.id)}`]),
        `--${joinWords(api.parameter, '-')} ${quote(JSON.stringify(call.document, null, 2))}`,
      ].join(' \\\n  '),
    )
    .join('\n\n');
}

/** JSON as Python writes it. Texts are alike in both: every escape of JSON is one of Python's. */
function toPython(value: unknown, indent = ''): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}    `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const parts = Array.isArray(value)
    ? value.map((item) => toPython(item, inner))
    : Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${toPython(item, inner)}`);
  if (parts.length === 0) return `${open}${close}`;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`;
}

/** A program for boto3 (https://boto3.amazonaws.com/v1/documentation/api/latest/reference/services/s3.html). */
export function toBoto3(api: SettingApi, { bucket, endpoint }: CommandPlace, document: unknown): string {
  const calls = toCalls(api, document).map(
    (call) =>
      `s3.${joinWords(api.operation, '_')}(\n` +
      `    Bucket=${JSON.stringify(bucket)},\n` +
      (call.id === null ? '' : `    Id=${JSON.stringify(call.id)},\n`) +
      `    ${api.parameter}=${toPython(call.document, '    ')},\n)`,
  );
  return ['import boto3', '', `s3 = boto3.client("s3", endpoint_url=${JSON.stringify(endpoint)})`, ...calls, ''].join(
    '\n',
  );
}
