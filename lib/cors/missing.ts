import type { CorsQuestion } from './rules';
import type { PreflightAnswer } from './types';

/** Browsers need no leave for these (https://fetch.spec.whatwg.org/#cors-safelisted-method). */
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);

const split = (header: string | null): string[] => (header ?? '').split(',').map((word) => word.trim().toLowerCase());

/** Names that a list of a header does not have; `*` stands for all. */
function lacking(header: string | null, wanted: readonly string[]): string[] {
  const listed = split(header);
  return listed.includes('*') ? [] : wanted.filter((word) => !listed.includes(word.toLowerCase()));
}

/**
 * What an answer to a preflight lacks for a browser to go on, one sentence; '' where it lacks nothing
 * (https://fetch.spec.whatwg.org/#cors-preflight-fetch, step 7).
 */
export function findMissing(
  answer: Pick<PreflightAnswer, 'status' | 'allowedOrigin' | 'allowedMethods' | 'allowedHeaders'>,
  { origin, method, headers }: CorsQuestion,
): string {
  const { status, allowedOrigin, allowedMethods, allowedHeaders } = answer;
  if (status < 200 || status > 299) return `A browser goes on after HTTP 200 to 299 only; this was ${status}.`;
  if (allowedOrigin === null) return 'The answer names no origin that is allowed.';
  if (allowedOrigin !== '*' && allowedOrigin !== origin) return `The answer allows ${allowedOrigin}, not ${origin}.`;
  if (!safeMethods.has(method) && lacking(allowedMethods, [method]).length > 0)
    return `The answer does not allow ${method}.`;
  const missing = lacking(allowedHeaders, headers);
  if (missing.length === 0) return '';
  return `The answer does not allow the header${missing.length > 1 ? 's' : ''} ${missing.join(', ')}.`;
}
