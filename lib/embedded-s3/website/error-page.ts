import { STATUS_CODES } from 'node:http';
import type { S3Error } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { escapeXml } from '../xml/write.ts';

function list(fields: Record<string, string>): string {
  return `<ul>\n${Object.entries(fields)
    .map(([name, value]) => `<li>${escapeXml(name)}: ${escapeXml(value)}</li>\n`)
    .join('')}</ul>\n`;
}

function describe(error: S3Error): Record<string, string> {
  return { Code: error.code, Message: error.message, ...error.fields };
}

/**
 * The page a website shows for a refusal, as S3's website endpoints write it. `missing` is why the bucket's own error
 * document could not be shown in its place.
 */
export function errorPage(error: S3Error, requestId: string, missing: S3Error | null = null): Answer {
  const title = `${error.status} ${STATUS_CODES[error.status] ?? ''}`;
  const page =
    `<html>\n<head><title>${title}</title></head>\n<body>\n<h1>${title}</h1>\n` +
    list({ ...describe(error), RequestId: requestId, HostId: 'cooper' }) +
    (missing
      ? `<h3>An Error Occurred While Attempting to Retrieve a Custom Error Document</h3>\n${list(describe(missing))}`
      : '') +
    '<hr/>\n</body>\n</html>\n';
  const headers = {
    ...error.headers,
    'Content-Type': 'text/html; charset=utf-8',
    'x-amz-error-code': error.code,
    'x-amz-error-message': error.message,
  };
  return { status: error.status, headers, body: page };
}
