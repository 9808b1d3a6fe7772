import { defineProvider, hostedUnder } from './define.ts';

export const r2 = defineProvider({
  id: 'r2',
  name: 'Cloudflare R2',
  // https://developers.cloudflare.com/r2/api/s3/api/
  lacks: [
    'bucket-acl',
    'bucket-object-lock',
    'bucket-tagging',
    'bucket-versioning',
    'directory-buckets',
    'object-acl',
    'object-tagging',
    'request-payment',
  ],
  ...hostedUnder('r2.cloudflarestorage.com'),
});
