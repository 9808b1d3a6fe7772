import type { UnsignedAnswer } from '@/lib/s3/unsigned';
import type { ProbeAnswer, ProbeRequest } from './types';

/** The code of an error document, if it is one (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html). */
function findCode(text: string): string | null {
  return /<Error>[\s\S]*?<Code>([A-Za-z]{1,64})<\/Code>/u.exec(text)?.[1] ?? null;
}

function isOpen(request: ProbeRequest, { status, beginning }: UnsignedAnswer): boolean | null {
  if (status === 401 || status === 403) return false;
  // A page of some other kind of server is no listing.
  if (request === 'list') return status === 200 && /<ListBucketResult[\s>]/u.test(beginning) ? true : null;
  return status === 200 || status === 206 || (request === 'get' && status === 416) ? true : null;
}

/** What somebody without keys got. Nothing of a body is kept but the code of an error. */
export function toProbeAnswer(request: ProbeRequest, answer: UnsignedAnswer | null): ProbeAnswer {
  if (!answer) return { request, status: null, isOpen: null, code: null, location: null };
  const { status, headers, beginning } = answer;
  return {
    request,
    status,
    isOpen: isOpen(request, answer),
    code: status >= 300 ? findCode(beginning) : null,
    location: status >= 300 && status < 400 ? headers.get('location') : null,
  };
}
