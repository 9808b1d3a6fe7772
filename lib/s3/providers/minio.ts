import { amazonOnlySettings, defineProvider, serverProduct } from './define.ts';

export const minio = defineProvider({
  id: 'minio',
  name: 'MinIO',
  // Canned ACLs only, everything else 501: https://min.io/docs/minio/linux/reference/s3-api-compatibility.html
  // CORS is set for the whole server (MINIO_API_CORS_ALLOW_ORIGIN); PutBucketCors answers 501.
  // Website, logging and request payment answer with made-up defaults (cmd/dummy-handlers.go).
  lacks: [
    'bucket-acl',
    'bucket-cors',
    'bucket-logging',
    'bucket-ownership',
    'bucket-public-access-block',
    'bucket-website',
    'directory-buckets',
    'object-acl',
    'request-payment',
    ...amazonOnlySettings,
  ],
  ...serverProduct('MinIO'),
});
