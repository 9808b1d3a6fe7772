import { coversHeader, coversOrigin, type CorsRule } from '@/lib/cors/rules';
import type { CorsNeed } from './needs';

/** Browsers ask again for every part, because every part has a URL of its own; an hour is for those that can reuse it. */
const maxAgeSeconds = 3600;

/** What the rules lack for a page of an origin, in words for one sentence; nothing when they allow it. */
export function findMissing(rules: readonly CorsRule[], origin: string, need: CorsNeed): string[] {
  const ofOrigin = rules.filter((rule) => coversOrigin(rule, origin));
  if (ofOrigin.length === 0) return [`the origin ${origin}`];
  const ofMethod = ofOrigin.filter(({ allowedMethods }) => allowedMethods.includes(need.method));
  if (ofMethod.length === 0) return [`the method ${need.method}`];
  const lists = ofMethod.map((rule) => need.headers.filter((header) => !coversHeader(rule, header)));
  const shortest = lists.reduce((least, list) => (list.length < least.length ? list : least));
  return shortest.length === 0 ? [] : [`the header${shortest.length > 1 ? 's' : ''} ${shortest.join(', ')}`];
}

/**
 * The rules with the least added that lets an origin do what it needs. Everything else stays as it is.
 *
 * The rule for the origin comes first and repeats what other rules already grant this origin: Ceph looks only at the
 * first rule whose origin matches, so a rule at the end would not be seen, and a bare one at the start would take
 * rights away.
 */
export function mergeRule(rules: readonly CorsRule[], origin: string, need: CorsNeed): CorsRule[] {
  const granted = rules.filter((rule) => coversOrigin(rule, origin));
  const first = granted[0];
  const isOurs = first?.allowedOrigins.length === 1 && first.allowedOrigins[0] === origin;
  const merged: CorsRule = {
    id: isOurs ? first.id : null,
    allowedOrigins: [origin],
    allowedMethods: union([
      ...granted.flatMap(({ allowedMethods }) => allowedMethods),
      need.method,
      ...need.otherMethods,
    ]),
    allowedHeaders: withHeaders(union(granted.flatMap(({ allowedHeaders }) => allowedHeaders)), need),
    exposedHeaders: unionIgnoringCase([...granted.flatMap(({ exposedHeaders }) => exposedHeaders), ...need.exposed]),
    maxAgeSeconds: isOurs ? first.maxAgeSeconds : maxAgeSeconds,
  };
  return isOurs ? rules.map((rule) => (rule === first ? merged : rule)) : [merged, ...rules];
}

function withHeaders(allowed: string[], { headers, otherHeaders }: CorsNeed): string[] {
  const missing = [...headers, ...otherHeaders].filter((header) => !coversHeader({ allowedHeaders: allowed }, header));
  return [...allowed, ...missing];
}

function union(values: string[]): string[] {
  return [...new Set(values)];
}

function unionIgnoringCase(values: string[]): string[] {
  return values.filter(
    (value, index) => values.findIndex((other) => other.toLowerCase() === value.toLowerCase()) === index,
  );
}

/** The rules in lines to read and to compare. */
export function toRuleLines(rules: readonly CorsRule[]): string[] {
  return rules.flatMap((rule) => [
    `Rule for ${rule.allowedOrigins.join(', ')}`,
    `  methods: ${rule.allowedMethods.join(', ')}`,
    ...(rule.allowedHeaders.length > 0 ? [`  headers: ${rule.allowedHeaders.join(', ')}`] : []),
    ...(rule.exposedHeaders.length > 0 ? [`  exposes: ${rule.exposedHeaders.join(', ')}`] : []),
    ...(rule.maxAgeSeconds !== null ? [`  max age: ${rule.maxAgeSeconds} s`] : []),
    ...(rule.id !== null ? [`  id: ${rule.id}`] : []),
  ]);
}
