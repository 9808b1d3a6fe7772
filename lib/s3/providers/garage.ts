import { defineProvider, serverProduct } from './define.ts';

export const garage = defineProvider({
  id: 'garage',
  name: 'Garage',
  // https://garagehq.deuxfleurs.fr/documentation/reference-manual/s3-compatibility/
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
  ...serverProduct('Garage'),
});
