import 'server-only';
import { GetBucketRequestPaymentCommand, PutBucketRequestPaymentCommand } from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { requestPayment } from './setting';

export const requestPaymentSetting = defineOperations(requestPayment, {
  async read({ client }, bucket) {
    const { Payer } = await client.send(new GetBucketRequestPaymentCommand({ Bucket: bucket }));
    return Payer === undefined ? null : { Payer };
  },
  absentCodes: [],
  write: ({ client }, bucket, wire) =>
    client.send(new PutBucketRequestPaymentCommand({ Bucket: bucket, RequestPaymentConfiguration: wire })),
  remove: null,
});
