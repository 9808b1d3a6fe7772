import { amazonOnlySettings, defineProvider, hostedUnder } from './define.ts';

export const b2 = defineProvider({
  id: 'b2',
  name: 'Backblaze B2',
  // https://www.backblaze.com/docs/cloud-storage-s3-compatible-api
  lacks: [
    ...amazonOnlySettings,
    'bucket-ownership',
    'bucket-policy',
    'bucket-public-access-block',
    'bucket-tagging',
    'bucket-website',
    'directory-buckets',
    'object-tagging',
    'request-payment',
  ],
  ...hostedUnder('backblazeb2.com'),
});
