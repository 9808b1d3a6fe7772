import { defineSetting } from '../define';
import { versioningSchema } from './schema';
import { fromWire, toTerraformBody, toWire } from './wire';

export const versioning = defineSetting({
  id: 'versioning',
  title: 'Versioning',
  help: 'Whether overwritten and deleted objects are kept as earlier versions.',
  group: 'Data protection',
  capability: 'bucket-versioning',
  permissions: { read: 's3:GetBucketVersioning', write: 's3:PutBucketVersioning', remove: null },
  api: { operation: 'PutBucketVersioning', parameter: 'VersioningConfiguration' },
  terraform: { type: 'aws_s3_bucket_versioning', toBody: toTerraformBody },
  mc: {
    write: ({ status, mfaDelete }, target) =>
      mfaDelete === 'enabled' ? null : `mc version ${status === 'enabled' ? 'enable' : 'suspend'} ${target}`,
  },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html',
  schema: versioningSchema,
  empty: { status: 'enabled', mfaDelete: null },
  examples: [
    { title: 'versions kept', value: { status: 'enabled', mfaDelete: null } },
    { title: 'versioning suspended', value: { status: 'suspended', mfaDelete: null } },
  ],
  templates: [],
  comesFirst: true,
  toWire,
  fromWire,
  summarise: ({ status, mfaDelete }) =>
    `${status === 'enabled' ? 'on' : 'suspended'}${mfaDelete === 'enabled' ? ', MFA delete' : ''}`,
  // Servers that know no MFA delete leave it out, or say that it is disabled.
  isSame: (wanted, kept) =>
    wanted.status === kept.status && wanted.mfaDelete !== 'enabled' && kept.mfaDelete !== 'enabled',
});
