import { amazonOnlySettings, defineProvider, serverProduct } from './define.ts';

export const garage = defineProvider({
  id: 'garage',
  name: 'Garage',
  // What that page does not list answers 501: https://garagehq.deuxfleurs.fr/documentation/reference-manual/s3-compatibility/
  lacks: [
    ...amazonOnlySettings,
    'bucket-acl',
    'bucket-encryption',
    'bucket-logging',
    'bucket-notification',
    'bucket-object-lock',
    'bucket-ownership',
    'bucket-policy',
    'bucket-public-access-block',
    'bucket-replication',
    'bucket-tagging',
    'bucket-versioning',
    'directory-buckets',
    'object-acl',
    'object-tagging',
    'request-payment',
  ],
  ...serverProduct('Garage'),
});
