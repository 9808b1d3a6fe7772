import type {
  Condition,
  Protocol,
  Redirect,
  RoutingRule as WireRoutingRule,
  WebsiteConfiguration,
} from '@aws-sdk/client-s3';
import type { RoutingRule, Website } from './schema';

const fromProtocol = (protocol: Protocol | undefined): 'http' | 'https' | null => protocol ?? null;

function fromRule({ Condition: when, Redirect: where = {} }: WireRoutingRule): RoutingRule {
  return {
    condition: when
      ? { keyPrefix: when.KeyPrefixEquals ?? null, httpErrorCode: when.HttpErrorCodeReturnedEquals ?? null }
      : null,
    redirect: {
      hostName: where.HostName ?? null,
      protocol: fromProtocol(where.Protocol),
      httpRedirectCode: where.HttpRedirectCode ?? null,
      replaceKeyPrefixWith: where.ReplaceKeyPrefixWith ?? null,
      replaceKeyWith: where.ReplaceKeyWith ?? null,
    },
  };
}

function toCondition({ keyPrefix, httpErrorCode }: NonNullable<RoutingRule['condition']>): Condition {
  return {
    ...(keyPrefix !== null && { KeyPrefixEquals: keyPrefix }),
    ...(httpErrorCode !== null && { HttpErrorCodeReturnedEquals: httpErrorCode }),
  };
}

function toRedirect(redirect: RoutingRule['redirect']): Redirect {
  const { hostName, protocol, httpRedirectCode, replaceKeyPrefixWith, replaceKeyWith } = redirect;
  return {
    ...(protocol !== null && { Protocol: protocol }),
    ...(hostName !== null && { HostName: hostName }),
    ...(replaceKeyPrefixWith !== null && { ReplaceKeyPrefixWith: replaceKeyPrefixWith }),
    ...(replaceKeyWith !== null && { ReplaceKeyWith: replaceKeyWith }),
    ...(httpRedirectCode !== null && { HttpRedirectCode: httpRedirectCode }),
  };
}

export function fromWire(wire: WebsiteConfiguration): Website {
  const all = wire.RedirectAllRequestsTo;
  return {
    indexSuffix: wire.IndexDocument?.Suffix ?? null,
    errorKey: wire.ErrorDocument?.Key ?? null,
    redirectAllTo: all ? { hostName: all.HostName ?? '', protocol: fromProtocol(all.Protocol) } : null,
    routingRules: (wire.RoutingRules ?? []).map(fromRule),
  };
}

export function toWire({ indexSuffix, errorKey, redirectAllTo: all, routingRules }: Website): WebsiteConfiguration {
  return {
    ...(all && {
      RedirectAllRequestsTo: { HostName: all.hostName, ...(all.protocol !== null && { Protocol: all.protocol }) },
    }),
    ...(indexSuffix !== null && { IndexDocument: { Suffix: indexSuffix } }),
    ...(errorKey !== null && { ErrorDocument: { Key: errorKey } }),
    ...(routingRules.length > 0 && {
      RoutingRules: routingRules.map(({ condition, redirect }) => ({
        ...(condition && { Condition: toCondition(condition) }),
        Redirect: toRedirect(redirect),
      })),
    }),
  };
}
