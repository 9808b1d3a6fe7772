import { S3Error } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import type { S3Request } from '../http/request.ts';
import type { Bucket } from '../store/buckets.ts';
import { corsHeaders, findRule } from './rules.ts';

/** Answers an OPTIONS request, which needs no signature. S3 API Reference, "OPTIONS object". */
export function answerPreflight(request: S3Request, bucket: Bucket | undefined): Answer {
  const origin = request.headers.get('origin');
  const method = request.headers.get('access-control-request-method');
  if (request.bucket === null) throw new S3Error('MethodNotAllowed');
  if (origin === undefined) {
    throw new S3Error('BadRequest', { message: 'Insufficient information. Origin request header needed.' });
  }
  if (method === undefined) {
    throw new S3Error('BadRequest', {
      message: 'Invalid Access-Control-Request-Method: null',
    });
  }
  if (!bucket) throw new S3Error('NoSuchBucket', { fields: { BucketName: request.bucket } });
  if (!bucket.cors) {
    throw new S3Error('AccessForbidden', { message: 'CORSResponse: CORS is not enabled for this bucket.' });
  }
  const headers = (request.headers.get('access-control-request-headers') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const question = { origin, method, headers };
  const rule = findRule(bucket.cors, question);
  if (!rule) {
    throw new S3Error('AccessForbidden', {
      message:
        'CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request ' +
        "method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
      fields: { Method: method, ResourceType: request.key === null ? 'BUCKET' : 'OBJECT' },
    });
  }
  return { status: 200, headers: corsHeaders(rule, question, true) };
}

/** Headers that let a page read the answer to its request, success or error; none when no rule allows it. */
export function actualHeaders(request: S3Request, bucket: Bucket | undefined): Record<string, string> {
  const origin = request.headers.get('origin');
  if (origin === undefined || !bucket?.cors) return {};
  const question = { origin, method: request.method, headers: [] };
  const rule = findRule(bucket.cors, question);
  return rule ? corsHeaders(rule, question, false) : {};
}
