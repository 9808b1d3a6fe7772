import { defineProvider, serverProduct } from './define.ts';

export const minio = defineProvider({
  id: 'minio',
  name: 'MinIO',
  // Canned ACLs only, everything else 501: https://min.io/docs/minio/linux/reference/s3-api-compatibility.html
  // CORS is set for the whole server (MINIO_API_CORS_ALLOW_ORIGIN); PutBucketCors answers 501.
  lacks: ['bucket-acl', 'object-acl', 'bucket-cors', 'request-payment', 'directory-buckets'],
  ...serverProduct('MinIO'),
});
