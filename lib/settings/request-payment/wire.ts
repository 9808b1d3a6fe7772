import type { RequestPaymentConfiguration } from '@aws-sdk/client-s3';
import type { RequestPayment } from './schema';

export function fromWire({ Payer }: RequestPaymentConfiguration): RequestPayment {
  return { payer: Payer === 'Requester' ? 'requester' : 'bucket-owner' };
}

export function toWire({ payer }: RequestPayment): RequestPaymentConfiguration {
  return { Payer: payer === 'requester' ? 'Requester' : 'BucketOwner' };
}
