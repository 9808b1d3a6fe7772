import { formatQuantity } from '@/lib/format/numbers';
import { defineSetting } from '../define';
import { notificationSchema, type Notification, type NotificationTarget } from './schema';
import { fromWire, respell, toTerraformBody, toWire } from './wire';
import { quote } from '../words';

const empty: Notification = { topics: [], queues: [], functions: [], eventBridge: false };

const example = (arn: string, change: Partial<NotificationTarget> = {}): NotificationTarget => ({
  id: 'on-change',
  arn,
  events: ['s3:ObjectCreated:*'],
  prefix: null,
  suffix: null,
  ...change,
});

/** Servers make up ids, and answer in orders of their own. */
function toMeaning({ topics, queues, functions, eventBridge }: Notification, withIds: boolean): string {
  const plain = (targets: NotificationTarget[]): string[] =>
    targets
      .map(({ id, events, ...rest }) => JSON.stringify({ ...rest, events: events.toSorted(), id: withIds ? id : null }))
      .sort();
  return JSON.stringify([plain(topics), plain(queues), plain(functions), eventBridge]);
}

/** Groups of events that mc knows by a name of its own. */
const mcEvents: Record<string, string> = {
  's3:ObjectCreated:*': 'put',
  's3:ObjectRemoved:*': 'delete',
  's3:Replication:*': 'replica',
};

/** mc adds targets one by one, to those that are there. */
function toMcEvents({ topics, queues, functions, eventBridge }: Notification, target: string): string | null {
  const targets = [...topics, ...queues, ...functions];
  if (eventBridge || targets.some(({ events }) => events.some((event) => mcEvents[event] === undefined))) return null;
  const add = targets.map(({ arn, events, prefix, suffix }) =>
    [
      `mc event add ${target} ${quote(arn)}`,
      `--event ${events.map((event) => mcEvents[event]).join(',')}`,
      ...(prefix === null ? [] : [`--prefix ${quote(prefix)}`]),
      ...(suffix === null ? [] : [`--suffix ${quote(suffix)}`]),
    ].join(' '),
  );
  return [`mc event remove --force ${target}`, ...add].join('\n');
}

export const notification = defineSetting({
  id: 'notification',
  title: 'Event notifications',
  help: 'Tells topics, queues, functions or EventBridge when objects are written, deleted or restored.',
  group: 'Events and logs',
  capability: 'bucket-notification',
  permissions: {
    read: 's3:GetBucketNotification',
    write: 's3:PutBucketNotification',
    remove: 's3:PutBucketNotification',
  },
  api: { operation: 'PutBucketNotificationConfiguration', parameter: 'NotificationConfiguration' },
  terraform: { type: 'aws_s3_bucket_notification', toBody: toTerraformBody },
  mc: { write: toMcEvents, remove: (target) => `mc event remove --force ${target}` },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html',
  schema: notificationSchema,
  empty,
  examples: [
    {
      title: 'one topic',
      value: {
        ...empty,
        topics: [example('arn:aws:sns:us-east-1:111122223333:uploads', { prefix: 'in/', suffix: '.jpg' })],
      },
    },
    {
      title: 'a queue and a function',
      value: {
        ...empty,
        queues: [example('arn:aws:sqs:us-east-1:111122223333:uploads')],
        functions: [
          example('arn:aws:lambda:us-east-1:111122223333:function:resize', {
            id: 'resize',
            events: ['s3:ObjectRemoved:Delete', 's3:ObjectRestore:Completed'],
          }),
        ],
      },
    },
    { title: 'EventBridge', value: { ...empty, eventBridge: true } },
  ],
  templates: [
    {
      title: 'New objects to a queue',
      description: 'Every object that is written, by whatever way.',
      toValue: () => ({ ...empty, queues: [example('arn:aws:sqs:us-east-1:111122223333:new-objects', { id: 'new' })] }),
    },
    {
      title: 'Everything to EventBridge',
      description: 'Rules over there decide who hears of it. Amazon only.',
      toValue: () => ({ ...empty, eventBridge: true }),
    },
  ],
  toWire,
  fromWire,
  respell,
  summarise: ({ topics, queues, functions, eventBridge }) => {
    const count = topics.length + queues.length + functions.length;
    return [...(count > 0 ? [formatQuantity(count, 'target')] : []), ...(eventBridge ? ['EventBridge'] : [])].join(
      ', ',
    );
  },
  isSame: (wanted, kept) => {
    const named = [...wanted.topics, ...wanted.queues, ...wanted.functions].every(({ id }) => id !== null);
    return toMeaning(wanted, named) === toMeaning(kept, named);
  },
});
