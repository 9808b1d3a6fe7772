import { S3Error, invalidArgument } from '../errors.ts';
import { readDocument, type ElementReader } from '../xml/element.ts';
import { writeXml, type XmlElements } from '../xml/write.ts';
import { generatedId } from './generated-id.ts';
import { requireApart } from './notification-overlaps.ts';

/** Events by group; S3 User Guide, "Supported event types for SQS, SNS, and Lambda". */
const eventGroups: Record<string, string> = {
  ObjectCreated: '* Put Post Copy CompleteMultipartUpload',
  ObjectRemoved: '* Delete DeleteMarkerCreated',
  ObjectRestore: '* Post Completed Delete',
  Replication:
    '* OperationFailedReplication OperationMissedThreshold OperationNotTracked OperationReplicatedAfterThreshold',
  LifecycleExpiration: '* Delete DeleteMarkerCreated',
  ObjectTagging: '* Put Delete',
  ObjectAnnotation: '* Put Delete',
  ObjectAcl: 'Put',
  ObjectRetention: 'Put',
};
const knownEvents: ReadonlySet<string> = new Set([
  's3:ReducedRedundancyLostObject',
  's3:LifecycleTransition',
  's3:IntelligentTiering',
  ...Object.entries(eventGroups).flatMap(([group, names]) => names.split(' ').map((name) => `s3:${group}:${name}`)),
]);

/** S3 User Guide, "Amazon S3 event notifications": 100 configurations a bucket. */
const maxTargets = 100;
const maxIdLength = 255;

/** Element of a kind of target, element of its ARN in it, and the service the ARN must name. */
const kinds = {
  topic: ['TopicConfiguration', 'Topic', 'sns'],
  queue: ['QueueConfiguration', 'Queue', 'sqs'],
  function: ['CloudFunctionConfiguration', 'CloudFunction', 'lambda'],
} as const;

/** Where some events of some keys go; PutBucketNotificationConfiguration in the S3 API Reference. */
export interface NotificationTarget {
  id: string;
  kind: keyof typeof kinds;
  arn: string;
  /** Such as `s3:ObjectCreated:Put` or `s3:ObjectCreated:*`. */
  events: string[];
  /** Only of keys that begin and end so; `null` for all. */
  prefix: string | null;
  suffix: string | null;
}

export interface NotificationConfiguration {
  targets: NotificationTarget[];
  /** Whether all events go to EventBridge too. */
  toEventBridge: boolean;
}

const refusal = 'Unable to validate the following destination configurations';

function parseArn(text: string, service: string): string {
  if (new RegExp(`^arn:[a-z0-9-]+:${service}:[^:]*:[^:]*:.+$`).test(text)) return text;
  throw invalidArgument(text, 'The ARN is not well formed', refusal);
}

function parseFilterRules(element: ElementReader): { name: string; value: string }[] {
  return element.list('FilterRule', (rule) => {
    const name = rule.requiredText('Name').toLowerCase();
    if (name !== 'prefix' && name !== 'suffix') {
      throw invalidArgument('FilterRule.Name', name, 'filter rule name must be either prefix or suffix');
    }
    return { name, value: rule.requiredText('Value') };
  });
}

function parseFilter(element: ElementReader): Pick<NotificationTarget, 'prefix' | 'suffix'> {
  const rules = element.optional('S3Key', parseFilterRules) ?? [];
  const only = (name: string): string | null => {
    const [first, ...others] = rules.filter((rule) => rule.name === name);
    if (others.length > 0) {
      throw new S3Error('InvalidArgument', { message: `Cannot specify more than one ${name} rule in a filter.` });
    }
    return first?.value ?? null;
  };
  return { prefix: only('prefix'), suffix: only('suffix') };
}

/** The form of 2006 had one event, and a role for functions, which says nothing any more. */
function parseTarget(kind: keyof typeof kinds, element: ElementReader): NotificationTarget {
  const [, arnName, service] = kinds[kind];
  const id = element.text('Id') ?? '';
  const arn = parseArn(element.requiredText(arnName), service);
  const events = element.texts('Event');
  const filter = element.optional('Filter', parseFilter) ?? { prefix: null, suffix: null };
  if (kind === 'function') element.text('InvocationRole');
  if (events.length === 0) throw new S3Error('MalformedXML');
  const unknown = events.find((event) => !knownEvents.has(event));
  if (unknown !== undefined) {
    throw invalidArgument('Event', unknown, `The event '${unknown}' is not supported for notifications`);
  }
  if (id.length > maxIdLength) {
    throw invalidArgument('Id', id, `Id length should not exceed allowed limit of ${maxIdLength}`);
  }
  return { id: id === '' ? generatedId() : id, kind, arn, events, ...filter };
}

function parseRoot(root: ElementReader): NotificationConfiguration {
  const targets = (['topic', 'queue', 'function'] as const).flatMap((kind) => {
    return root.list(kinds[kind][0], (element) => parseTarget(kind, element));
  });
  const toEventBridge = root.optional('EventBridgeConfiguration', () => true) ?? false;
  root.finish();
  if (targets.length > maxTargets) {
    throw new S3Error('InvalidArgument', {
      message: `The number of notification configurations must not exceed ${maxTargets}.`,
    });
  }
  if (new Set(targets.map(({ id }) => id)).size < targets.length) {
    throw new S3Error('InvalidArgument', { message: 'Same ID used for multiple configurations. IDs must be unique' });
  }
  requireApart(targets);
  return { targets, toEventBridge };
}

export function parseNotification(source: string): NotificationConfiguration {
  return readDocument(source, 'NotificationConfiguration', parseRoot);
}

function targetElement({ id, kind, arn, events, prefix, suffix }: NotificationTarget): XmlElements {
  const rules = [
    ...(prefix === null ? [] : [{ Name: 'Prefix', Value: prefix }]),
    ...(suffix === null ? [] : [{ Name: 'Suffix', Value: suffix }]),
  ];
  return {
    Id: id,
    [kinds[kind][1]]: arn,
    Event: events,
    Filter: rules.length > 0 ? { S3Key: { FilterRule: rules } } : undefined,
  };
}

export function notificationDocument({ targets, toEventBridge }: NotificationConfiguration): string {
  const elements: XmlElements = {};
  for (const kind of ['topic', 'queue', 'function'] as const) {
    elements[kinds[kind][0]] = targets.filter((target) => target.kind === kind).map(targetElement);
  }
  return writeXml('NotificationConfiguration', {
    ...elements,
    EventBridgeConfiguration: toEventBridge ? '' : undefined,
  });
}
