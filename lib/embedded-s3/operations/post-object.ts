import { requireLeave } from '../access/authorize.ts';
import { S3Error, invalidArgument } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { formBoundary, readForm, type Form } from '../http/form-data.ts';
import { maxKeyBytes, type S3Request } from '../http/request.ts';
import { parsePostPolicy, requirePolicy, type PostPolicy } from '../policy/post-policy.ts';
import { uriEncodePath } from '../signature/encode.ts';
import { authenticateForm } from '../signature/form-signature.ts';
import { writeBareXml } from '../xml/write.ts';
import type { BucketExchange, ObjectExchange } from './exchange.ts';
import { putObject } from './objects-write.ts';
import { actionOf, furtherActionsOf } from './permissions.ts';
import { maxObjectTags, parseTags } from './tag-set.ts';

const plainHeaders = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];
/** Fields that sign the form; no header stands for them. */
const signingFields = ['x-amz-algorithm', 'x-amz-credential', 'x-amz-date', 'x-amz-signature', 'x-amz-security-token'];

/** Key to write: the one named, in which `${filename}` stands for the last part of the file's name. */
function requireKey({ fields, fileName }: Form): string {
  const named = fields.get('key') ?? '';
  const key = named.replaceAll('${filename}', (fileName ?? '').replace(/^.*[\\/]/s, ''));
  if (key === '') {
    throw invalidArgument(
      'key',
      '',
      "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
    );
  }
  if (Buffer.byteLength(key) > maxKeyBytes) throw new S3Error('KeyTooLongError');
  return key;
}

/** The headers of the PutObject that a form stands for. */
function formHeaders(request: S3Request, fields: ReadonlyMap<string, string>): Map<string, string> {
  const headers = new Map<string, string>();
  const host = request.headers.get('host');
  if (host !== undefined) headers.set('host', host);
  for (const [name, value] of fields) {
    const isHeader = plainHeaders.includes(name) || (name.startsWith('x-amz-') && !signingFields.includes(name));
    if (isHeader) headers.set(name, Buffer.from(value, 'utf8').toString('latin1'));
  }
  const [acl, tagging] = [fields.get('acl'), fields.get('tagging')];
  if (acl !== undefined) headers.set('x-amz-acl', acl);
  if (tagging !== undefined) {
    const tags = parseTags(tagging, maxObjectTags).map(({ key, value }) => [key, value]);
    headers.set('x-amz-tagging', new URLSearchParams(tags).toString());
  }
  return headers;
}

/** The bytes of the file, refused once they are more, or at the end less, than the policy wants. */
async function* withinRange(file: AsyncIterable<Buffer>, range: PostPolicy['sizeRange']): AsyncGenerator<Buffer> {
  let sizeBytes = 0;
  for await (const chunk of file) {
    sizeBytes += chunk.length;
    if (range && sizeBytes > range.most) {
      throw new S3Error('EntityTooLarge', {
        fields: { ProposedSize: String(sizeBytes), MaxSizeAllowed: String(range.most) },
      });
    }
    yield chunk;
  }
  if (range && sizeBytes < range.least) {
    throw new S3Error('EntityTooSmall', {
      fields: { ProposedSize: String(sizeBytes), MinSizeAllowed: String(range.least) },
    });
  }
}

function requireMayWrite(upload: ObjectExchange): void {
  const { bucket, key, request } = upload;
  const target = { bucket, key, permission: 'WRITE' as const };
  requireLeave(upload, { ...target, action: actionOf('PutObject', undefined) });
  for (const action of furtherActionsOf('PutObject', request)) {
    requireLeave(upload, { ...target, action, permission: action === 's3:PutObjectAcl' ? 'WRITE' : null });
  }
}

function redirection(fields: ReadonlyMap<string, string>): URL | null {
  const text = fields.get('success_action_redirect') ?? fields.get('redirect') ?? '';
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : null;
}

/** What the form asks to be told when it was taken: a redirection, a document, or nothing. */
function formAnswer(upload: ObjectExchange, fields: ReadonlyMap<string, string>, stored: Answer): Answer {
  const { bucket, key, request } = upload;
  const etag = stored.headers?.['ETag'] ?? '';
  const inPath = request.path.startsWith(`/${bucket.name}`) ? `/${bucket.name}` : '';
  const location = `http://${request.headers.get('host') ?? ''}${inPath}/${uriEncodePath(key)}`;
  const target = redirection(fields);
  if (target) {
    for (const [name, value] of Object.entries({ bucket: bucket.name, key, etag }))
      target.searchParams.set(name, value);
    return { status: 303, headers: { ...stored.headers, Location: target.href } };
  }
  const headers = { ...stored.headers, Location: location };
  const wanted = fields.get('success_action_status');
  if (wanted === '200') return { status: 200, headers };
  if (wanted !== '201') return { status: 204, headers };
  const document = writeBareXml('PostResponse', { Location: location, Bucket: bucket.name, Key: key, ETag: etag });
  return { status: 201, headers: { ...headers, 'Content-Type': 'application/xml' }, body: document };
}

async function takeForm(exchange: BucketExchange, form: Form): Promise<Answer> {
  const { service, request, bucket } = exchange;
  if (form.fileName === null) {
    throw invalidArgument('file', '0', 'POST requires exactly one file upload per request.');
  }
  const key = requireKey(form);
  // As with all signatures, by the true time.
  const user = authenticateForm(form.fields, { ...service, now: Date.now });
  const policy = user && parsePostPolicy(form.fields.get('policy') ?? '');
  if (policy) requirePolicy(policy, new Map([...form.fields, ['key', key], ['bucket', bucket.name]]), Date.now());
  const upload: ObjectExchange = {
    ...exchange,
    operation: 'PutObject',
    key,
    request: { ...request, key, headers: formHeaders(request, form.fields) },
    authentication: { user, payload: { kind: 'plain', sha256: null }, isPresigned: false },
    body: { ...exchange.body, content: withinRange(form.file, policy?.sizeRange ?? null) },
  };
  upload.body.request = upload.request;
  requireMayWrite(upload);
  return formAnswer(upload, form.fields, await putObject(upload, 'ObjectCreated:Post'));
}

/** An upload by an HTML form; S3 API Reference, "POST Object". */
export async function postObject(exchange: BucketExchange): Promise<Answer> {
  const { request, body } = exchange;
  const boundary = formBoundary(request.headers.get('content-type'));
  if (boundary === null) {
    throw new S3Error('PreconditionFailed', {
      fields: { Condition: 'Bucket POST must be of the enclosure-type multipart/form-data' },
    });
  }
  body.sendContinue();
  // A refused form must not take the connection down before the answer is out.
  const chunks = request.incoming.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  try {
    return await takeForm(exchange, await readForm(chunks, boundary));
  } finally {
    await chunks.return?.();
  }
}
