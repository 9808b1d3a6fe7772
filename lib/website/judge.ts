import { formatBytes } from '@/lib/format/bytes';
import type { CheckRow, Expectation, PlannedCheck } from './types';

/** What a website answered, of which no more than this is looked at. */
export interface WebsiteAnswer {
  status: number;
  location: string | null;
  /** `null` where the answer does not say. */
  sizeBytes: number | null;
}

/** What is known of the object that should be shown: `null` that it is not there, `unknown` that the keys may not look. */
export type ShownObject = { sizeBytes: number } | null | 'unknown';

/** Path of a key at a website, each character encoded that could mean something else. */
export function toWebsitePath(key: string): string {
  return `/${key.split('/').map(encodeURIComponent).join('/')}`;
}

const joinStatuses = (statuses: readonly number[]): string => statuses.join(' or ');

function describeExpectation(expectation: Expectation, host: string): string {
  switch (expectation.kind) {
    case 'object':
      return `${joinStatuses(expectation.statuses)}, “${expectation.key}”`;
    case 'own-page':
      return `${joinStatuses(expectation.statuses)}, a page of the server’s own`;
    case 'redirect':
      return `${expectation.status} to ${toTarget(expectation, host)}`;
  }
}

function toTarget({ protocol, hostName, key }: Extract<Expectation, { kind: 'redirect' }>, host: string): string {
  return `${protocol ?? 'http'}://${hostName ?? host}${toWebsitePath(key)}`;
}

/** Whether two addresses are one, however their characters are encoded. */
function isSameAddress(a: string, b: string): boolean {
  try {
    const [one, other] = [new URL(a), new URL(b)];
    return one.origin === other.origin && decodeURIComponent(one.pathname) === decodeURIComponent(other.pathname);
  } catch {
    return false;
  }
}

function describeAnswer({ status, location, sizeBytes }: WebsiteAnswer): string {
  if (location !== null) return `${status} to ${location}`;
  return sizeBytes === null ? `${status}` : `${status}, ${formatBytes(sizeBytes)}`;
}

function isAsExpected(expectation: Expectation, answer: WebsiteAnswer, host: string, shown: ShownObject): boolean {
  if (expectation.kind === 'redirect') {
    const target = toTarget(expectation, host);
    return answer.status === expectation.status && isSameAddress(answer.location ?? '', target);
  }
  if (!expectation.statuses.includes(answer.status)) return false;
  if (expectation.kind === 'own-page' || shown === 'unknown' || answer.sizeBytes === null) return true;
  return shown !== null && shown.sizeBytes === answer.sizeBytes;
}

const describeMissing = (key: string): string => `The bucket has no object “${key}”.`;

/** Why an answer is another than expected, where that can be told. */
function explain(expectation: Expectation, answer: WebsiteAnswer, shown: ShownObject, error: string | null): string {
  if (expectation.kind === 'object') {
    if (shown === null) return describeMissing(expectation.key);
    if (answer.status === 403 && !expectation.statuses.includes(403)) {
      return `The world may not read “${expectation.key}”: a policy must let everyone.`;
    }
  }
  if (expectation.kind !== 'redirect' || error === null) return '';
  if (error === '404' && answer.status === 403) {
    return 'What is missing answers 403 here, as the world may not list the bucket, so a rule for 404 is not reached.';
  }
  if (error === '403' && answer.status === 404) {
    return 'What is missing answers 404 here, as the world may list the bucket, so a rule for 403 is not reached by it.';
  }
  return '';
}

export interface Judged {
  /** Host that was asked, with its port. */
  host: string;
  /** `null`: none came. */
  answer: WebsiteAnswer | null;
  shown: ShownObject;
  /** Error that the routing rule waits for. */
  error: string | null;
}

/** What came of a question, in words. */
export function judgeCheck(planned: PlannedCheck, { host, answer, shown, error }: Judged): CheckRow {
  const { subject } = planned;
  if ('reason' in planned) {
    return { subject, path: null, verdict: 'not-asked', expected: '', found: '', remark: planned.reason };
  }
  const { key, expectation } = planned;
  const asked = { subject, path: toWebsitePath(key), expected: describeExpectation(expectation, host) };
  if (answer === null) {
    const remark = expectation.kind === 'object' && shown === null ? describeMissing(expectation.key) : '';
    return { ...asked, verdict: 'no-answer', found: 'no answer', remark };
  }
  const isRight = isAsExpected(expectation, answer, host, shown);
  const remark = isRight ? '' : explain(expectation, answer, shown, error);
  return { ...asked, verdict: isRight ? 'as-set' : 'differs', found: describeAnswer(answer), remark };
}
