import { defineSetting } from '../define';
import { requestPaymentSchema } from './schema';
import { fromWire, toWire } from './wire';

export const requestPayment = defineSetting({
  id: 'request-payment',
  title: 'Request payment',
  help: 'Who pays for requests and traffic: the owner of the bucket, or whoever asks.',
  group: 'Access',
  capability: 'request-payment',
  permissions: { read: 's3:GetBucketRequestPayment', write: 's3:PutBucketRequestPayment', remove: null },
  api: { operation: 'PutBucketRequestPayment', parameter: 'RequestPaymentConfiguration' },
  terraform: { type: 'aws_s3_bucket_request_payment_configuration' },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketRequestPayment.html',
  schema: requestPaymentSchema,
  empty: { payer: 'bucket-owner' },
  examples: [
    { title: 'the requester paying', value: { payer: 'requester' } },
    { title: 'the owner paying', value: { payer: 'bucket-owner' } },
  ],
  templates: [],
  toWire,
  fromWire,
  summarise: ({ payer }) => (payer === 'requester' ? 'the requester pays' : 'the owner pays'),
});
