import {
  GetBucketAccelerateConfigurationCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketRequestPaymentCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { choose, flip, toDocument, type SettingCase } from './setting-case.ts';
import { documentListCases } from './settings-of-several-documents.ts';

const open = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

const rule = { AllowedOrigins: ['https://a.example.net'], AllowedMethods: ['GET', 'PUT'] };

export const settingCases: readonly SettingCase[] = [
  {
    id: 'cors',
    title: 'CORS',
    create: async (form) => {
      await form.getByRole('button', { name: 'Add rule' }).click();
      await form.getByRole('textbox', { name: 'Allowed origins 1' }).fill('https://a.example.net');
      await form.getByRole('checkbox', { name: 'PUT' }).click();
    },
    created: { CORSRules: [rule] },
    edit: async (form) => {
      await form.getByRole('button', { name: 'Add exposed header' }).click();
      await form.getByRole('textbox', { name: 'Exposed headers 1' }).fill('ETag');
      await form.getByRole('textbox', { name: 'Max age' }).fill('600');
    },
    edited: { CORSRules: [{ ...rule, ExposeHeaders: ['ETag'], MaxAgeSeconds: 600 }] },
    typed: { CORSRules: [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'] }] },
    canRemove: true,
    read: async (s3, Bucket) => toDocument(await s3.send(new GetBucketCorsCommand({ Bucket }))),
    absentCodes: ['NoSuchCORSConfiguration'],
  },
  {
    id: 'versioning',
    title: 'Versioning',
    // It begins with what everybody wants who opens it.
    create: () => Promise.resolve(),
    created: { Status: 'Enabled' },
    edit: (form) => choose(form, 'Versions', 'Suspended'),
    edited: { Status: 'Suspended' },
    typed: { Status: 'Enabled' },
    typedMeanwhile: { Status: 'Suspended' },
    canRemove: false,
    read: async (s3, Bucket) => {
      const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
      return Status === undefined ? null : { Status };
    },
  },
  {
    id: 'tagging',
    title: 'Tags',
    create: async (form) => {
      await form.getByRole('button', { name: 'Add tag' }).click();
      await form.getByRole('textbox', { name: 'Key of tag 1' }).fill('project');
      await form.getByRole('textbox', { name: 'Value of tag 1' }).fill('atlas');
    },
    created: { TagSet: [{ Key: 'project', Value: 'atlas' }] },
    edit: (form) => form.getByRole('textbox', { name: 'Value of tag 1' }).fill('zürich'),
    edited: { TagSet: [{ Key: 'project', Value: 'zürich' }] },
    typed: { TagSet: [{ Key: 'empty', Value: '' }] },
    canRemove: true,
    read: async (s3, Bucket) => toDocument(await s3.send(new GetBucketTaggingCommand({ Bucket }))),
    absentCodes: ['NoSuchTagSet', 'NoSuchTagSetError'],
  },
  {
    id: 'public-access-block',
    title: 'Public access block',
    create: async (form) => {
      await flip(form, 'Refuse public ACLs', true);
      await flip(form, 'Ignore public ACLs', true);
      await flip(form, 'Refuse public policies', false);
      await flip(form, 'Restrict a public bucket', false);
    },
    created: { ...open, BlockPublicAcls: true, IgnorePublicAcls: true },
    edit: (form) => flip(form, 'Refuse public policies', true),
    edited: { ...open, BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true },
    typed: { ...open, RestrictPublicBuckets: true },
    canRemove: true,
    read: async (s3, Bucket) => {
      const { PublicAccessBlockConfiguration: document } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
      // Ceph shows one that blocks nothing where there is none.
      return Object.values(document ?? {}).some(Boolean) ? document : null;
    },
    absentCodes: ['NoSuchPublicAccessBlockConfiguration'],
  },
  {
    id: 'ownership-controls',
    title: 'Object ownership',
    create: (form) => choose(form, 'Objects belong to', 'Whoever writes an object'),
    created: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
    edit: (form) => choose(form, 'Objects belong to', 'The bucket owner, if the writer agrees'),
    edited: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
    typed: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    typedMeanwhile: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
    canRemove: true,
    read: async (s3, Bucket) => (await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))).OwnershipControls,
    absentCodes: ['OwnershipControlsNotFoundError'],
    lackedBy: ['ceph'],
  },
  {
    id: 'request-payment',
    title: 'Request payment',
    create: (form) => choose(form, 'Who pays', 'The requester'),
    created: { Payer: 'Requester' },
    edit: (form) => choose(form, 'Who pays', 'The owner of the bucket'),
    edited: { Payer: 'BucketOwner' },
    typed: { Payer: 'Requester' },
    typedMeanwhile: null,
    canRemove: false,
    read: async (s3, Bucket) => toDocument(await s3.send(new GetBucketRequestPaymentCommand({ Bucket }))),
  },
  {
    id: 'encryption',
    title: 'Default encryption',
    create: async (form) => {
      await choose(form, 'Algorithm', 'aws:kms SSE-KMS');
      await form.getByRole('textbox', { name: 'KMS key' }).fill('alias/atlas');
      await flip(form, 'Bucket key', true);
    },
    created: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/atlas' },
          BucketKeyEnabled: true,
        },
      ],
    },
    edit: (form) => form.getByRole('textbox', { name: 'KMS key' }).fill('alias/other'),
    edited: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/other' },
          BucketKeyEnabled: true,
        },
      ],
    },
    typed: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' },
          BucketKeyEnabled: false,
          BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
        },
      ],
    },
    canRemove: true,
    read: async (s3, Bucket) => {
      const { ServerSideEncryptionConfiguration: document } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
      // What every bucket has, as Amazon shows it.
      return document?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm === 'AES256' ? null : document;
    },
    absentCodes: ['ServerSideEncryptionConfigurationNotFoundError'],
    lackedBy: ['ceph'],
  },
  {
    id: 'object-lock',
    title: 'Object lock',
    create: async (form) => {
      await choose(form, 'Default retention', 'Governance');
      await form.getByRole('textbox', { name: 'Kept for' }).fill('3');
    },
    created: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 3 } } },
    edit: (form) => choose(form, 'Unit', 'years'),
    edited: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Years: 3 } } },
    typed: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 1 } } },
    canRemove: false,
    read: async (s3, Bucket) =>
      (await s3.send(new GetObjectLockConfigurationCommand({ Bucket }))).ObjectLockConfiguration,
    needsObjectLock: true,
  },
  {
    id: 'logging',
    title: 'Access logs',
    create: async (form) => {
      const [, bucket = ''] = /\/b\/([^/]+)\//u.exec(form.page().url()) ?? [];
      await form.getByRole('textbox', { name: 'Target bucket' }).fill(bucket);
      await form.getByRole('textbox', { name: 'Target prefix' }).fill('requests/');
    },
    created: { LoggingEnabled: { TargetBucket: 'BUCKET', TargetPrefix: 'requests/' } },
    edit: async (form) => {
      await form.getByRole('textbox', { name: 'Target prefix' }).fill('logs/');
      await form.getByRole('button', { name: 'Add grant' }).click();
      await choose(form, 'Who', 'A group');
      await choose(form, 'Group', 'Everyone with an account');
    },
    edited: {
      LoggingEnabled: {
        TargetBucket: 'BUCKET',
        TargetPrefix: 'logs/',
        TargetGrants: [
          {
            Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers' },
            Permission: 'READ',
          },
        ],
      },
    },
    typed: {
      LoggingEnabled: {
        TargetBucket: 'BUCKET',
        TargetPrefix: '',
        TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: 'EventTime' } },
      },
    },
    canRemove: true,
    read: async (s3, Bucket) => {
      const { LoggingEnabled } = await s3.send(new GetBucketLoggingCommand({ Bucket }));
      if (!LoggingEnabled) return null;
      const { TargetObjectKeyFormat, ...rest } = LoggingEnabled;
      // The simple form is what a document without one means.
      const format = TargetObjectKeyFormat?.PartitionedPrefix && { TargetObjectKeyFormat };
      return { LoggingEnabled: { ...rest, TargetBucket: rest.TargetBucket?.replace(Bucket, 'BUCKET'), ...format } };
    },
    refusedBy: ['ceph'],
  },
  {
    id: 'accelerate',
    title: 'Transfer acceleration',
    create: () => Promise.resolve(),
    created: { Status: 'Enabled' },
    edit: (form) => choose(form, 'Acceleration', 'Suspended'),
    edited: { Status: 'Suspended' },
    typed: { Status: 'Enabled' },
    typedMeanwhile: { Status: 'Suspended' },
    canRemove: false,
    read: async (s3, Bucket) => {
      const { Status } = await s3.send(new GetBucketAccelerateConfigurationCommand({ Bucket }));
      return Status === undefined ? null : { Status };
    },
    lackedBy: ['ceph'],
  },
  ...documentListCases,
];
