import type { Difference } from './contract-differences';

/** Where Ceph Object Gateway 16.2 ("Pacific") breaks promises about settings of buckets. */
export const cephSettings: Record<string, Difference> = {
  'a policy is public or not': {
    reason: 'a policy that lets in one named user counts as public too',
    instead: [true, true],
  },
  'a bucket without a policy has no status of one': {
    reason: 'no policy has the status of one that is not public',
    instead: 'ok',
  },
  'a policy is refused when it is wrong': {
    reason: 'the refusal has another name, and resources may lie in other buckets',
    instead: ['400 InvalidArgument', '400 InvalidArgument', 'ok'],
  },
  'a website is refused when it is wrong': {
    reason: 'suffixes and conditions are not looked at, and the refusal of the others has another name',
    instead: ['ok', '400 InvalidArgument', 'ok', '400 InvalidArgument'],
  },
  'encryption is absent, kept, and absent again': {
    reason: 'there is no such setting: reading lists the bucket, and DELETE deletes it',
    instead: ['ok', '400 InvalidArgument', [undefined, undefined], '404 NotFound', null],
  },
  'a public access block is absent, kept, and absent again': {
    reason: 'a bucket without a block answers with one that blocks nothing',
    instead: [
      'ok',
      { BlockPublicAcls: true, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: true },
      'ok',
    ],
  },
  'ownership controls are absent, kept, and absent again': {
    reason: 'there is no such setting: reading lists the bucket, and DELETE deletes it',
    instead: ['ok', '400 InvalidArgument', undefined, '404 NotFound', null],
  },
  'a bucket is made with the ownership it is asked for': {
    reason: 'x-amz-object-ownership is ignored',
    instead: undefined,
  },
  'requests are paid by the owner unless the requester is told to': {
    reason: 'the refusal has another name',
    instead: ['BucketOwner', 'Requester', '400 InvalidArgument'],
  },
  'logging is off, turned on, and off again': {
    reason: 'logging can be read, and is always off',
    instead: [undefined, '405 MethodNotAllowed', undefined, '405 MethodNotAllowed', '405 MethodNotAllowed', undefined],
  },
  'acceleration is kept': {
    reason: 'there is no such setting: reading lists the bucket',
    instead: [undefined, '400 InvalidArgument', undefined, '400 InvalidArgument', undefined],
  },
};

/** The same, of the lifecycle. */
export const cephLifecycle: Record<string, Difference> = {
  'filters by several things at once': {
    reason: 'a tag beside a prefix comes back without And, which S3 itself would refuse',
    instead: [
      {
        ID: 'r',
        Status: 'Enabled',
        Expiration: { Days: 3 },
        Filter: { Prefix: 'a/', Tag: { Key: 'k', Value: 'v' } },
        NoncurrentVersionExpiration: { NoncurrentDays: 2 },
      },
    ],
  },
  'filters by size': {
    reason: 'sizes in a filter are dropped in silence: the rule then applies to everything',
    instead: [{ ID: 'r', Status: 'Enabled', Expiration: { Days: 3 }, Prefix: '' }],
  },
  'keeps so many newer versions': {
    reason: 'NewerNoncurrentVersions is dropped in silence, and an empty prefix comes back in the older form',
    instead: [{ ID: 'r', Status: 'Enabled', Prefix: '', NoncurrentVersionExpiration: { NoncurrentDays: 1 } }],
  },
  'is refused when it is wrong': {
    reason: 'a rule without an action is taken for malformed XML',
    instead: [
      '400 MalformedXML',
      '400 InvalidArgument',
      '400 InvalidArgument',
      '400 InvalidArgument',
      '400 MalformedXML',
    ],
  },
};

/** Reading lists the bucket, which the SDK takes for something empty, and DELETE deletes it. */
const unknownConfiguration: Difference = {
  reason: 'there is no such setting: reading lists the bucket, and DELETE deletes it',
  instead: [
    'ok',
    '400 InvalidArgument',
    '400 InvalidArgument',
    {},
    undefined,
    'ok',
    '404 NoSuchBucket',
    '404 NotFound',
  ],
};

const noNotification = [undefined, undefined, undefined, undefined];

/** The same, of configurations with ids, notifications and replication. */
export const cephConfigurations: Record<string, Difference> = {
  'metrics are kept by id': unknownConfiguration,
  'analytics are kept by id': unknownConfiguration,
  'inventories are kept by id': unknownConfiguration,
  'intelligent tiering is kept by id': unknownConfiguration,
  'notifications are none, kept, and none again': {
    reason: 'only topics are known, and at least one must be named; DELETE removes them',
    instead: [noNotification, '400 MalformedXML', noNotification, '400 MalformedXML', noNotification],
  },
  'notifications of one event do not go two ways': {
    reason: 'topics must exist in the gateway, and a missing one is a missing key',
    instead: '404 NoSuchKey',
  },
  'replication takes versions on both sides, and is kept': {
    reason:
      'replication is between zones of a cluster: reading it is empty, writing it is refused, deleting it does nothing',
    instead: ['ok', '405 MethodNotAllowed', '405 MethodNotAllowed', 'ok', false, undefined, 'ok'],
  },
};

/** The SDK names a directory bucket with two slashes behind it, which makes it the key "/" in a bucket that is not there. */
const noDirectory: Difference = { reason: 'directory buckets are not known', instead: '404 NoSuchBucket' };

/** The same, of directory buckets. */
export const cephDirectories: Record<string, Difference> = {
  'are made in the zone their name says, and listed apart': {
    ...noDirectory,
    instead: ['404 NoSuchBucket', '404 NoSuchBucket'],
  },
  'are written and read in sessions': noDirectory,
  'open sessions that only read': noDirectory,
  'are listed by folder alone': noDirectory,
  'have few settings and no versions': noDirectory,
  'are what sessions are for: other buckets open none': {
    reason: 'sessions are not known: asking for one lists the bucket',
    instead: 'ok',
  },
};

export const cephEncryption: Record<string, Difference> = {
  'with the key of a customer is opened by that key alone': {
    reason: 'a wrong key and a missing one are refused alike, by another name',
    instead: ['0123456789', '345', '400 InvalidArgument', '400 InvalidArgument', 'AES256', '400 Unknown'],
  },
  'with the key of a customer is given up by a copy that brings it': {
    reason: 'encrypted objects cannot be copied at all',
    instead: ['501 NotImplemented', '501 NotImplemented', '404 NoSuchKey'],
  },
  'with the key of a customer covers every part of an upload': {
    reason: 'the refusals have another name',
    instead: ['400 InvalidArgument', '400 InvalidArgument', 'part', '400 InvalidArgument'],
  },
  'by the server is told with the object': {
    reason: 'SSE-S3 came with Ceph 17: the header is ignored',
    instead: [undefined, undefined, '0123456789'],
  },
};

export const cephWebsites: Record<string, Difference> = {
  'lead from the name of a folder into it': {
    reason: 'the index of a folder is shown under its name too',
    instead: [200, 'docs'],
  },
};
