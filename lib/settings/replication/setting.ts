import { formatQuantity } from '@/lib/format/numbers';
import { defineSetting } from '../define';
import { noFilter } from '../object-filter';
import { replicationSchema, type Replication, type ReplicationRule } from './schema';
import { fromWire, toWire } from './wire';

const role = 'arn:aws:iam::111122223333:role/replication';

export const makeReplicationRule = (bucketArn: string, priority: number): ReplicationRule => ({
  id: null,
  priority,
  isEnabled: true,
  filter: noFilter,
  usesOldPrefix: false,
  deleteMarkers: false,
  existingObjects: null,
  kmsObjects: null,
  replicaModifications: null,
  destination: {
    bucketArn,
    accountId: null,
    storageClass: null,
    changesOwner: false,
    kmsKeyId: null,
    timeControl: null,
    metrics: null,
  },
});

const one = (target: string): Replication => ({
  role,
  rules: [{ ...makeReplicationRule(`arn:aws:s3:::${target}`, 1), id: 'all' }],
});

/** As documents of the first version have it: no filter, and neither priority nor delete markers. */
const old = (target: string): Replication => ({
  role,
  rules: [
    {
      ...makeReplicationRule(`arn:aws:s3:::${target}`, 1),
      id: 'old',
      priority: null,
      filter: { prefix: 'img/', tags: [] },
      usesOldPrefix: true,
      deleteMarkers: null,
    },
  ],
});

const everything = (target: string): Replication => ({
  role,
  rules: [
    {
      ...makeReplicationRule(`arn:aws:s3:::${target}`, 2),
      id: 'red',
      filter: { prefix: 'img/', tags: [{ key: 'colour', value: 'red' }] },
      kmsObjects: true,
      replicaModifications: true,
      destination: {
        bucketArn: `arn:aws:s3:::${target}`,
        accountId: '444455556666',
        storageClass: 'STANDARD_IA',
        changesOwner: true,
        kmsKeyId: 'arn:aws:kms:eu-central-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        timeControl: { isEnabled: true, minutes: 15 },
        metrics: { isEnabled: true, thresholdMinutes: 15 },
      },
    },
  ],
});

export const replication = defineSetting({
  id: 'replication',
  title: 'Replication',
  help: 'Copies new objects into other buckets, in other regions or accounts, as they are written.',
  group: 'Data protection',
  capability: 'bucket-replication',
  permissions: {
    read: 's3:GetReplicationConfiguration',
    write: 's3:PutReplicationConfiguration',
    remove: 's3:PutReplicationConfiguration',
  },
  api: { operation: 'PutBucketReplication', parameter: 'ReplicationConfiguration', removal: 'DeleteBucketReplication' },
  terraform: { type: 'aws_s3_bucket_replication_configuration' },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html',
  schema: replicationSchema,
  empty: { role: '', rules: [] },
  examples: [
    {
      title: 'one rule for everything',
      value: one('replicas'),
      inBucket: (bucket) => one(`${bucket}-copies`),
    },
    {
      title: 'a rule with everything in it',
      value: everything('replicas'),
      inBucket: (bucket) => everything(`${bucket}-copies`),
    },
    {
      title: 'a rule in the older form',
      value: old('replicas'),
      inBucket: (bucket) => old(`${bucket}-copies`),
    },
  ],
  templates: [
    {
      title: 'Everything into one bucket',
      description: 'With delete markers, so that deletions follow. Both buckets need versioning.',
      toValue: () => ({
        role,
        rules: [{ ...makeReplicationRule('arn:aws:s3:::replicas', 1), id: 'everything', deleteMarkers: true }],
      }),
    },
  ],
  toWire,
  fromWire,
  summarise: ({ rules }) => {
    const targets = new Set(rules.map(({ destination }) => destination.bucketArn.split(':').at(-1)));
    return `${formatQuantity(rules.length, 'rule')} into ${[...targets].join(', ')}`;
  },
});
