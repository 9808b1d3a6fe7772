import { readDocument } from '../xml/element.ts';
import { writeXml } from '../xml/write.ts';

/** Who pays for requests and downloads; PutBucketRequestPayment in the S3 API Reference. */
export interface RequestPayment {
  payer: 'BucketOwner' | 'Requester';
}

export function parseRequestPayment(source: string): RequestPayment {
  return readDocument(source, 'RequestPaymentConfiguration', (root) => ({
    payer: root.requiredChoice('Payer', ['BucketOwner', 'Requester']),
  }));
}

export function requestPaymentDocument({ payer }: RequestPayment): string {
  return writeXml('RequestPaymentConfiguration', { Payer: payer });
}
