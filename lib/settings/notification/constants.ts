import { toReference, toReferences } from '../references';

/** Of a target; the address of each kind is a field of its own type. */
const toTarget = (type: string, arn: string) => ({
  ...toReferences(type, { id: 'Id', events: 'Events', arn }),
  // `Name` is prefix or suffix.
  affix: toReference('FilterRule', 'Name'),
});

/** Where the S3 API Reference explains each field. */
export const references = {
  ...toReferences('NotificationConfiguration', { eventBridge: 'EventBridgeConfiguration' }),
  topics: toTarget('TopicConfiguration', 'TopicArn'),
  queues: toTarget('QueueConfiguration', 'QueueArn'),
  functions: toTarget('LambdaFunctionConfiguration', 'LambdaFunctionArn'),
};
