import type { Event, NotificationConfiguration, NotificationConfigurationFilter } from '@aws-sdk/client-s3';
import type { Notification, NotificationTarget } from './schema';

interface WireTarget {
  Id?: string | undefined;
  Events: Event[] | undefined;
  Filter?: NotificationConfigurationFilter | undefined;
}

/** Amazon answers with `Prefix` where `prefix` was sent. */
function findRule(target: WireTarget, name: 'prefix' | 'suffix'): string | null {
  const rules = target.Filter?.Key?.FilterRules ?? [];
  return rules.find(({ Name }) => Name?.toLowerCase() === name)?.Value ?? null;
}

function fromTarget(target: WireTarget, arn: string | undefined): NotificationTarget {
  return {
    id: target.Id ?? null,
    arn: arn ?? '',
    events: target.Events ?? [],
    prefix: findRule(target, 'prefix'),
    suffix: findRule(target, 'suffix'),
  };
}

function toTarget({ id, events, prefix, suffix }: NotificationTarget): WireTarget {
  const FilterRules = [
    ...(prefix === null ? [] : [{ Name: 'prefix' as const, Value: prefix }]),
    ...(suffix === null ? [] : [{ Name: 'suffix' as const, Value: suffix }]),
  ];
  return {
    ...(id !== null && { Id: id }),
    Events: events as Event[],
    ...(FilterRules.length > 0 && { Filter: { Key: { FilterRules } } }),
  };
}

export function fromWire(wire: NotificationConfiguration): Notification {
  return {
    topics: (wire.TopicConfigurations ?? []).map((target) => fromTarget(target, target.TopicArn)),
    queues: (wire.QueueConfigurations ?? []).map((target) => fromTarget(target, target.QueueArn)),
    functions: (wire.LambdaFunctionConfigurations ?? []).map((target) => fromTarget(target, target.LambdaFunctionArn)),
    eventBridge: wire.EventBridgeConfiguration !== undefined,
  };
}

export function toWire({ topics, queues, functions, eventBridge }: Notification): NotificationConfiguration {
  return {
    ...(topics.length > 0 && {
      TopicConfigurations: topics.map((target) => ({ ...toTarget(target), TopicArn: target.arn })),
    }),
    ...(queues.length > 0 && {
      QueueConfigurations: queues.map((target) => ({ ...toTarget(target), QueueArn: target.arn })),
    }),
    ...(functions.length > 0 && {
      LambdaFunctionConfigurations: functions.map((target) => ({
        ...toTarget(target),
        LambdaFunctionArn: target.arn,
      })),
    }),
    ...(eventBridge && { EventBridgeConfiguration: {} }),
  };
}

function toTerraformTarget({ Filter, ...target }: WireTarget): unknown {
  const find = (name: 'prefix' | 'suffix') => findRule({ Events: [], Filter }, name) ?? undefined;
  return { ...target, FilterPrefix: find('prefix'), FilterSuffix: find('suffix') };
}

/** As `aws_s3_bucket_notification` has the document. */
export function toTerraformBody(document: NotificationConfiguration): unknown {
  const { TopicConfigurations = [], QueueConfigurations = [], LambdaFunctionConfigurations = [] } = document;
  return {
    ...(document.EventBridgeConfiguration && { eventbridge: true }),
    topic: TopicConfigurations.map(toTerraformTarget),
    queue: QueueConfigurations.map(toTerraformTarget),
    lambda_function: LambdaFunctionConfigurations.map(toTerraformTarget),
  };
}

/** Amazon answers with `Prefix` and `Suffix` where the API reference has `prefix` and `suffix`. */
export function respell(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document), (name, value: unknown) =>
    name === 'Name' && typeof value === 'string' && /^(?:prefix|suffix)$/iu.test(value) ? value.toLowerCase() : value,
  );
}
