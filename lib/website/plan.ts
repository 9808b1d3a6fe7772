import type { RoutingRule, Website } from '@/lib/settings/website/schema';
import type { Expectation, PlannedCheck } from './types';

/** Errors that somebody without keys can bring about by asking for what is not there. */
const missingStatuses = [404, 403] as const;

/**
 * The first rule that answers: of those without an error code before anything is looked up, of the others after the error
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html#advanced-conditional-redirects).
 */
export function findRoutingRule(rules: readonly RoutingRule[], key: string, error: number | null): number | null {
  const index = rules.findIndex(({ condition }) => {
    const wanted = condition?.httpErrorCode ?? null;
    return (wanted === null ? null : Number(wanted)) === error && key.startsWith(condition?.keyPrefix ?? '');
  });
  return index < 0 ? null : index;
}

function toRedirect({ condition, redirect }: RoutingRule, key: string): Expectation {
  const { hostName, protocol, httpRedirectCode, replaceKeyWith, replaceKeyPrefixWith } = redirect;
  const rest = key.slice(condition?.keyPrefix?.length ?? 0);
  const replaced = replaceKeyPrefixWith === null ? key : replaceKeyPrefixWith + rest;
  return {
    kind: 'redirect',
    status: httpRedirectCode === null ? 301 : Number(httpRedirectCode),
    protocol,
    hostName,
    key: replaceKeyWith ?? replaced,
  };
}

const answersFirst = (index: number): string => `Routing rule ${index + 1} answers first.`;

function planRule(rules: readonly RoutingRule[], rule: RoutingRule, index: number, missingName: string): PlannedCheck {
  const subject = { kind: 'rule', index } as const;
  const error = rule.condition?.httpErrorCode ?? null;
  const key = (rule.condition?.keyPrefix ?? '') + missingName;
  const before = findRoutingRule(rules, key, null);
  if (before !== null && before !== index) return { subject, reason: answersFirst(before) };
  if (error !== null) {
    if (!missingStatuses.some((status) => status === Number(error))) {
      return { subject, reason: `Nobody can bring about an error ${error} by asking.` };
    }
    const first = findRoutingRule(rules, key, Number(error));
    if (first !== null && first !== index) return { subject, reason: answersFirst(first) };
  }
  return { subject, key, expectation: toRedirect(rule, key) };
}

function planIndex({ indexSuffix, routingRules }: Website): PlannedCheck {
  const subject = { kind: 'index' } as const;
  const rule = findRoutingRule(routingRules, '', null);
  if (rule !== null) return { subject, reason: answersFirst(rule) };
  return { subject, key: '', expectation: { kind: 'object', key: indexSuffix ?? '', statuses: [200] } };
}

function planError({ errorKey, routingRules }: Website, missingName: string): PlannedCheck {
  const subject = { kind: 'error' } as const;
  for (const error of [null, ...missingStatuses]) {
    const rule = findRoutingRule(routingRules, missingName, error);
    if (rule !== null) return { subject, reason: answersFirst(rule) };
  }
  const statuses = missingStatuses;
  const expectation: Expectation =
    errorKey === null ? { kind: 'own-page', statuses } : { kind: 'object', key: errorKey, statuses };
  return { subject, key: missingName, expectation };
}

/** What to ask a website to see each part of it at work. `missingName` is the name of an object that is not there. */
export function planChecks(website: Website, missingName: string): PlannedCheck[] {
  const { redirectAllTo, routingRules } = website;
  if (redirectAllTo) {
    const { hostName, protocol } = redirectAllTo;
    const expectation: Expectation = { kind: 'redirect', status: 301, protocol, hostName, key: missingName };
    return [{ subject: { kind: 'everything' }, key: missingName, expectation }];
  }
  return [
    planIndex(website),
    planError(website, missingName),
    ...routingRules.map((rule, index) => planRule(routingRules, rule, index, missingName)),
  ];
}
