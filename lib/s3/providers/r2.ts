import { amazonOnlySettings, defineProvider, hostedUnder } from './define.ts';

export const r2 = defineProvider({
  id: 'r2',
  name: 'Cloudflare R2',
  // “Unimplemented bucket-level operations”: https://developers.cloudflare.com/r2/api/s3/api/
  // Default encryption can be read there, and not changed.
  lacks: [
    ...amazonOnlySettings,
    'bucket-acl',
    'bucket-logging',
    'bucket-notification',
    'bucket-object-lock',
    'bucket-ownership',
    'bucket-policy',
    'bucket-public-access-block',
    'bucket-replication',
    'bucket-tagging',
    'bucket-versioning',
    'bucket-website',
    'directory-buckets',
    'object-acl',
    'object-tagging',
    'request-payment',
  ],
  ...hostedUnder('r2.cloudflarestorage.com'),
});
