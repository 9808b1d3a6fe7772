/** One CORS rule of a bucket (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html), in our words. */
export interface CorsRule {
  id: string | null;
  allowedOrigins: string[];
  allowedMethods: string[];
  allowedHeaders: string[];
  exposedHeaders: string[];
  maxAgeSeconds: number | null;
}

/** S3 takes at most 100 rules (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html). */
export const maxCorsRules = 100;

/** Whether one pattern of a rule, which may hold one `*`, covers a value. Case counts only where `isExact`. */
function covers(pattern: string, value: string, isExact: boolean): boolean {
  const [wanted, given] = isExact ? [pattern, value] : [pattern.toLowerCase(), value.toLowerCase()];
  const star = wanted.indexOf('*');
  if (star < 0) return wanted === given;
  const [head, tail] = [wanted.slice(0, star), wanted.slice(star + 1)];
  return given.length >= head.length + tail.length && given.startsWith(head) && given.endsWith(tail);
}

export function coversOrigin(rule: Pick<CorsRule, 'allowedOrigins'>, origin: string): boolean {
  return rule.allowedOrigins.some((pattern) => covers(pattern, origin, true));
}

export function coversHeader(rule: Pick<CorsRule, 'allowedHeaders'>, header: string): boolean {
  return rule.allowedHeaders.some((pattern) => covers(pattern, header, false));
}

/** What a browser asks before it sends a request to another origin (https://fetch.spec.whatwg.org/#cors-preflight-fetch). */
export interface CorsQuestion {
  origin: string;
  method: string;
  /** Headers beyond those that every page may send. */
  headers: readonly string[];
}

/** What stands in the way of one rule, in words; `null` where the rule answers. */
function findObstacle(rule: CorsRule, { origin, method, headers }: CorsQuestion): string | null {
  if (!coversOrigin(rule, origin)) return `its origins do not cover ${origin}`;
  if (!rule.allowedMethods.includes(method)) return `it does not allow ${method}`;
  const missing = headers.filter((header) => !coversHeader(rule, header));
  if (missing.length === 0) return null;
  return `it does not allow the header${missing.length > 1 ? 's' : ''} ${missing.join(', ')}`;
}

export type CorsVerdict =
  /** The first rule that covers origin, method and headers answers. */
  { isAllowed: true; rule: number } | { isAllowed: false; obstacles: { rule: number; obstacle: string }[] };

/**
 * Which rule answers a browser's question: the first that covers all of it
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html, “How does Amazon S3 evaluate the CORS configuration”).
 */
export function judgeCors(rules: readonly CorsRule[], question: CorsQuestion): CorsVerdict {
  const obstacles: { rule: number; obstacle: string }[] = [];
  for (const [index, rule] of rules.entries()) {
    const obstacle = findObstacle(rule, question);
    if (obstacle === null) return { isAllowed: true, rule: index };
    obstacles.push({ rule: index, obstacle });
  }
  return { isAllowed: false, obstacles };
}

/** Whether two lists of rules allow the same: names in any order, headers in any case. */
export function isSameRules(a: readonly CorsRule[], b: readonly CorsRule[]): boolean {
  const normal = (rules: readonly CorsRule[]) =>
    JSON.stringify(
      rules.map(({ id, allowedOrigins, allowedMethods, allowedHeaders, exposedHeaders, maxAgeSeconds: age }) => [
        id,
        allowedOrigins.toSorted(),
        allowedMethods.toSorted(),
        allowedHeaders.map((header) => header.toLowerCase()).sort(),
        exposedHeaders.map((header) => header.toLowerCase()).sort(),
        age,
      ]),
    );
  return normal(a) === normal(b);
}
