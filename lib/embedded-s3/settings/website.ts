import { S3Error, invalidArgument } from '../errors.ts';
import { readDocument, type ElementReader } from '../xml/element.ts';
import { writeXml } from '../xml/write.ts';

/** PutBucketWebsite in the S3 API Reference: 50 routing rules at most. */
const maxRoutingRules = 50;

export type WebsiteProtocol = 'http' | 'https';

export interface RoutingRule {
  /** `null` always redirects; else at least one of the two is said, and both must hold. */
  condition: { keyPrefix: string | null; httpErrorCode: number | null } | null;
  redirect: {
    hostName: string | null;
    protocol: WebsiteProtocol | null;
    /** 3xx; `null` stands for 301. */
    httpRedirectCode: number | null;
    replaceKeyPrefixWith: string | null;
    replaceKeyWith: string | null;
  };
}

/** A bucket served as a website; PutBucketWebsite in the S3 API Reference. */
export interface WebsiteConfiguration {
  /** Sends every request elsewhere; all else is empty then. */
  redirectAllTo: { hostName: string; protocol: WebsiteProtocol | null } | null;
  /** Appended to a request for a folder, such as index.html; `null` only with `redirectAllTo`. */
  indexSuffix: string | null;
  errorKey: string | null;
  routingRules: RoutingRule[];
}

function invalidRequest(message: string): S3Error {
  return new S3Error('InvalidRequest', { message });
}

function parseProtocol(element: ElementReader): WebsiteProtocol | null {
  const protocol = element.text('Protocol');
  if (protocol === null || protocol === 'http' || protocol === 'https') return protocol;
  throw invalidRequest(
    'Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically.',
  );
}

function parseCondition(element: ElementReader): RoutingRule['condition'] {
  const keyPrefix = element.text('KeyPrefixEquals');
  const code = element.text('HttpErrorCodeReturnedEquals');
  if (keyPrefix === null && code === null) {
    throw invalidRequest(
      "Condition cannot be empty. To redirect all requests without a condition, the condition element shouldn't be present.",
    );
  }
  if (code !== null && !/^[45]\d\d$/.test(code)) {
    throw invalidRequest(`The provided HTTP error code (${code}) is not valid. Valid codes are 4XX or 5XX.`);
  }
  return { keyPrefix, httpErrorCode: code === null ? null : Number(code) };
}

function parseRedirect(element: ElementReader): RoutingRule['redirect'] {
  const hostName = element.text('HostName');
  const protocol = parseProtocol(element);
  const code = element.text('HttpRedirectCode');
  const replaceKeyPrefixWith = element.text('ReplaceKeyPrefixWith');
  const replaceKeyWith = element.text('ReplaceKeyWith');
  element.finish();
  if (replaceKeyPrefixWith !== null && replaceKeyWith !== null) {
    throw invalidRequest('You can only define ReplaceKeyPrefix or ReplaceKey but not both.');
  }
  if (code !== null && !/^3(0[1-9]|[1-9]\d)$/.test(code)) {
    throw invalidRequest(`The provided HTTP redirect code (${code}) is not valid. Valid codes are 3XX except 300.`);
  }
  const httpRedirectCode = code === null ? null : Number(code);
  if ([hostName, protocol, code, replaceKeyPrefixWith, replaceKeyWith].every((value) => value === null)) {
    throw new S3Error('MalformedXML');
  }
  return { hostName, protocol, httpRedirectCode, replaceKeyPrefixWith, replaceKeyWith };
}

function parseRules(element: ElementReader): RoutingRule[] {
  const rules = element.list('RoutingRule', (rule) => ({
    condition: rule.optional('Condition', parseCondition),
    redirect: rule.required('Redirect', parseRedirect),
  }));
  if (rules.length === 0) throw new S3Error('MalformedXML');
  if (rules.length > maxRoutingRules) {
    throw invalidRequest(
      `${rules.length} routing rules provided, the number of routing rules in a website configuration is limited to ${maxRoutingRules}.`,
    );
  }
  return rules;
}

function parseIndex(element: ElementReader): string {
  const suffix = element.text('Suffix');
  if (suffix === null || suffix.trim() === '' || suffix.includes('/')) {
    throw invalidArgument('IndexDocument', suffix ?? '', 'The IndexDocument Suffix is not well formed');
  }
  return suffix;
}

function parseErrorKey(element: ElementReader): string {
  const key = element.requiredText('Key');
  if (key === '') throw new S3Error('MalformedXML');
  return key;
}

function parseRedirectAll(element: ElementReader): WebsiteConfiguration['redirectAllTo'] {
  const hostName = element.requiredText('HostName');
  if (hostName === '') throw new S3Error('MalformedXML');
  return { hostName, protocol: parseProtocol(element) };
}

function parseRoot(root: ElementReader): WebsiteConfiguration {
  const redirectAllTo = root.optional('RedirectAllRequestsTo', parseRedirectAll);
  const indexSuffix = root.optional('IndexDocument', parseIndex);
  const errorKey = root.optional('ErrorDocument', parseErrorKey);
  const routingRules = root.optional('RoutingRules', parseRules);
  root.finish();
  if (redirectAllTo && (indexSuffix !== null || errorKey !== null || routingRules !== null)) {
    throw invalidArgument(
      'RedirectAllRequestsTo',
      'not null',
      'RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.',
    );
  }
  if (!redirectAllTo && indexSuffix === null) {
    throw invalidArgument(
      'IndexDocument',
      'null',
      'A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty',
    );
  }
  return { redirectAllTo, indexSuffix, errorKey, routingRules: routingRules ?? [] };
}

export function parseWebsite(source: string): WebsiteConfiguration {
  return readDocument(source, 'WebsiteConfiguration', parseRoot);
}

function routingRuleElement({ condition, redirect }: RoutingRule) {
  return {
    Condition: condition
      ? {
          KeyPrefixEquals: condition.keyPrefix ?? undefined,
          HttpErrorCodeReturnedEquals: condition.httpErrorCode ?? undefined,
        }
      : undefined,
    Redirect: {
      Protocol: redirect.protocol ?? undefined,
      HostName: redirect.hostName ?? undefined,
      ReplaceKeyPrefixWith: redirect.replaceKeyPrefixWith ?? undefined,
      ReplaceKeyWith: redirect.replaceKeyWith ?? undefined,
      HttpRedirectCode: redirect.httpRedirectCode ?? undefined,
    },
  };
}

export function websiteDocument(website: WebsiteConfiguration): string {
  const { redirectAllTo, indexSuffix, errorKey, routingRules } = website;
  return writeXml('WebsiteConfiguration', {
    RedirectAllRequestsTo: redirectAllTo
      ? { HostName: redirectAllTo.hostName, Protocol: redirectAllTo.protocol ?? undefined }
      : undefined,
    IndexDocument: indexSuffix === null ? undefined : { Suffix: indexSuffix },
    ErrorDocument: errorKey === null ? undefined : { Key: errorKey },
    RoutingRules: routingRules.length > 0 ? { RoutingRule: routingRules.map(routingRuleElement) } : undefined,
  });
}
