/** A CORS rule as stored; PutBucketCors in the S3 API Reference. */
export interface CorsRule {
  id: string | null;
  allowedOrigins: string[];
  allowedMethods: string[];
  allowedHeaders: string[];
  exposeHeaders: string[];
  maxAgeSeconds: number | null;
}

/** What a browser asks for: in a preflight, or by the request itself, whose headers need no leave. */
export interface CorsQuestion {
  origin: string;
  method: string;
  /** Lower-case names of Access-Control-Request-Headers. */
  headers: readonly string[];
}

/** Compares with a pattern that may hold one `*`, standing for any run of characters. */
export function matchesPattern(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === text;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}

function allows(rule: CorsRule, question: CorsQuestion): boolean {
  return (
    rule.allowedOrigins.some((pattern) => matchesPattern(pattern, question.origin)) &&
    rule.allowedMethods.includes(question.method) &&
    question.headers.every((name) => {
      return rule.allowedHeaders.some((pattern) => matchesPattern(pattern.toLowerCase(), name));
    })
  );
}

/** The first rule that allows all of it: rules are tried in the order they were written (S3 User Guide, "Using CORS"). */
export function findRule(rules: readonly CorsRule[], question: CorsQuestion): CorsRule | undefined {
  return rules.find((rule) => allows(rule, question));
}

/** Answer headers under a rule. Only a preflight is told methods, headers and how long to remember. */
export function corsHeaders(rule: CorsRule, question: CorsQuestion, isPreflight: boolean): Record<string, string> {
  const isForAll = rule.allowedOrigins.includes('*');
  return {
    'Access-Control-Allow-Origin': isForAll ? '*' : question.origin,
    ...(!isForAll && { 'Access-Control-Allow-Credentials': 'true' }),
    'Access-Control-Allow-Methods': rule.allowedMethods.join(', '),
    ...(isPreflight && question.headers.length > 0 && { 'Access-Control-Allow-Headers': question.headers.join(', ') }),
    ...(rule.exposeHeaders.length > 0 && { 'Access-Control-Expose-Headers': rule.exposeHeaders.join(', ') }),
    ...(rule.maxAgeSeconds !== null && { 'Access-Control-Max-Age': String(rule.maxAgeSeconds) }),
    Vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}
