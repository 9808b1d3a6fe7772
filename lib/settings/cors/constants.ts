import { toReferences } from '../references';

/** Where the S3 API Reference explains each field. */
export const references = toReferences('CORSRule', {
  id: 'ID',
  allowedOrigins: 'AllowedOrigins',
  allowedMethods: 'AllowedMethods',
  allowedHeaders: 'AllowedHeaders',
  exposedHeaders: 'ExposeHeaders',
  maxAgeSeconds: 'MaxAgeSeconds',
});
