import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { BrowserMethod } from './browser-methods.ts';
import type { Connection } from './connection.ts';
import { signUrl, type SignedUrl } from './presign.ts';

/** No server makes such an upload id. */
const UploadId = 'there-is-no-such-upload';

interface Target {
  Bucket: string;
  Key: string;
}

type ToUrl = Parameters<typeof signUrl>[2];

interface Fruitless {
  operation: string;
  toUrl: (target: Target) => ToUrl;
}

/** Requests that a server takes for its caller's own and that change nothing: what they ask for, add to or end is not there. */
const fruitless: Record<BrowserMethod, Fruitless> = {
  GET: {
    operation: 'GetObject',
    toUrl: (target) => (signer, options) => getSignedUrl(signer, new GetObjectCommand(target), options),
  },
  HEAD: {
    operation: 'HeadObject',
    toUrl: (target) => (signer, options) => getSignedUrl(signer, new HeadObjectCommand(target), options),
  },
  PUT: {
    operation: 'UploadPart',
    toUrl: (target) => (signer, options) =>
      getSignedUrl(signer, new UploadPartCommand({ ...target, UploadId, PartNumber: 1 }), options),
  },
  POST: {
    operation: 'CompleteMultipartUpload',
    toUrl: (target) => (signer, options) =>
      getSignedUrl(signer, new CompleteMultipartUploadCommand({ ...target, UploadId }), options),
  },
  DELETE: {
    operation: 'AbortMultipartUpload',
    toUrl: (target) => (signer, options) =>
      getSignedUrl(signer, new AbortMultipartUploadCommand({ ...target, UploadId }), options),
  },
};

/** A link for one request by this method that changes nothing. `key` is the name of no object. */
export function signFruitless(
  connection: Connection,
  method: BrowserMethod,
  { bucket, key }: { bucket: string; key: string },
  lifetimeSeconds: number,
): Promise<SignedUrl> {
  const { operation, toUrl } = fruitless[method];
  return signUrl(connection, operation, toUrl({ Bucket: bucket, Key: key }), { bucket, key }, lifetimeSeconds);
}
