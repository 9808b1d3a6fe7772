import { amazonOnlySettings, defineProvider, serverProduct } from './define.ts';

export const minio = defineProvider({
  id: 'minio',
  name: 'MinIO',
  // “Unsupported bucket API operations”: https://docs.min.io/community/minio-object-store/reference/s3-api-compatibility.html
  // Of ACLs it takes the canned ones only, and refuses everything else with 501.
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
  // setObjectHeaders in cmd/api-headers.go.
  tellsTagCount: true,
  ...serverProduct('MinIO'),
});
