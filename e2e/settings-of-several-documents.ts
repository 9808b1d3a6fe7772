import {
  GetBucketNotificationConfigurationCommand,
  GetBucketReplicationCommand,
  ListBucketAnalyticsConfigurationsCommand,
  ListBucketIntelligentTieringConfigurationsCommand,
  ListBucketInventoryConfigurationsCommand,
  ListBucketMetricsConfigurationsCommand,
} from '@aws-sdk/client-s3';
import { choose, toDocument, type SettingCase } from './setting-case.ts';

/** As Ceph calls the topic that is made for the bucket; to other servers one ARN is like another. */
const topicArn = 'arn:aws:sns:default::BUCKET';

const told = (Id: string, event: string, prefix?: string) => ({
  TopicConfigurations: [
    {
      Id,
      TopicArn: topicArn,
      Events: [`s3:${event}:*`],
      ...(prefix && { Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: prefix }] } } }),
    },
  ],
});

const tiering = (Id: string, Days: number) => ({
  Id,
  Status: 'Enabled',
  Tierings: [{ AccessTier: 'ARCHIVE_ACCESS', Days }],
});

const list = (Id: string, Frequency: string) => ({
  Id,
  IsEnabled: true,
  Destination: { S3BucketDestination: { Bucket: 'arn:aws:s3:::lists', Format: 'CSV' } },
  Schedule: { Frequency },
  IncludedObjectVersions: 'Current',
  OptionalFields: ['Size', 'LastModifiedDate', 'StorageClass'],
});

const role = 'arn:aws:iam::111122223333:role/replication';

const copying = (ID: string, Filter?: object) => ({
  Role: role,
  Rules: [
    {
      ID,
      Priority: 1,
      Status: 'Enabled',
      ...(Filter && { Filter }),
      DeleteMarkerReplication: { Status: 'Disabled' },
      Destination: { Bucket: 'arn:aws:s3:::BUCKET-copies' },
    },
  ],
});

/** Settings of several documents or targets. */
export const documentListCases: readonly SettingCase[] = [
  {
    id: 'metrics',
    title: 'Request metrics',
    create: async (form) => {
      await form.getByRole('button', { name: 'Add configuration' }).click();
      await form.getByRole('textbox', { name: 'Id' }).fill('all');
    },
    created: { MetricsConfigurationList: [{ Id: 'all' }] },
    edit: (form) => form.getByRole('textbox', { name: 'Prefix' }).fill('logs/'),
    edited: { MetricsConfigurationList: [{ Id: 'all', Filter: { Prefix: 'logs/' } }] },
    typed: { MetricsConfigurationList: [{ Id: 'other' }] },
    canRemove: true,
    read: async (s3, Bucket) => {
      const { MetricsConfigurationList } = await s3.send(new ListBucketMetricsConfigurationsCommand({ Bucket }));
      return MetricsConfigurationList?.length ? { MetricsConfigurationList } : null;
    },
    lackedBy: ['ceph'],
  },
  {
    id: 'intelligent-tiering',
    title: 'Intelligent tiering',
    create: async (form) => {
      await form.getByRole('button', { name: 'Add configuration' }).click();
      await form.getByRole('textbox', { name: 'Id' }).fill('all');
    },
    created: { IntelligentTieringConfigurationList: [tiering('all', 90)] },
    edit: (form) => form.getByRole('textbox', { name: 'Archive access after' }).fill('120'),
    edited: { IntelligentTieringConfigurationList: [tiering('all', 120)] },
    typed: { IntelligentTieringConfigurationList: [tiering('other', 365)] },
    canRemove: true,
    read: async (s3, Bucket) => {
      const { IntelligentTieringConfigurationList } = await s3.send(
        new ListBucketIntelligentTieringConfigurationsCommand({ Bucket }),
      );
      return IntelligentTieringConfigurationList?.length ? { IntelligentTieringConfigurationList } : null;
    },
    lackedBy: ['ceph'],
  },
  {
    id: 'analytics',
    title: 'Storage class analysis',
    create: async (form) => {
      await form.getByRole('button', { name: 'Add analysis' }).click();
      await form.getByRole('textbox', { name: 'Id' }).fill('all');
    },
    created: { AnalyticsConfigurationList: [{ Id: 'all', StorageClassAnalysis: {} }] },
    edit: (form) => form.getByRole('textbox', { name: 'Prefix' }).fill('logs/'),
    edited: { AnalyticsConfigurationList: [{ Id: 'all', Filter: { Prefix: 'logs/' }, StorageClassAnalysis: {} }] },
    typed: { AnalyticsConfigurationList: [{ Id: 'other', StorageClassAnalysis: {} }] },
    canRemove: true,
    read: async (s3, Bucket) => {
      const { AnalyticsConfigurationList } = await s3.send(new ListBucketAnalyticsConfigurationsCommand({ Bucket }));
      return AnalyticsConfigurationList?.length ? { AnalyticsConfigurationList } : null;
    },
    lackedBy: ['ceph'],
  },
  {
    id: 'inventory',
    title: 'Inventory',
    create: async (form) => {
      await form.getByRole('button', { name: 'Add list' }).click();
      await form.getByRole('textbox', { name: 'Id' }).fill('all');
      await form.getByRole('textbox', { name: 'Target bucket' }).fill('arn:aws:s3:::lists');
    },
    created: { InventoryConfigurationList: [list('all', 'Weekly')] },
    edit: (form) => choose(form, 'How often', 'Every day'),
    edited: { InventoryConfigurationList: [list('all', 'Daily')] },
    typed: { InventoryConfigurationList: [list('other', 'Daily')] },
    canRemove: true,
    read: async (s3, Bucket) => {
      const { InventoryConfigurationList } = await s3.send(new ListBucketInventoryConfigurationsCommand({ Bucket }));
      return InventoryConfigurationList?.length ? { InventoryConfigurationList } : null;
    },
    lackedBy: ['ceph'],
  },
  {
    id: 'notification',
    title: 'Event notifications',
    create: async (form) => {
      const [, bucket = ''] = /\/b\/([^/]+)\//u.exec(form.page().url()) ?? [];
      await form.getByRole('button', { name: 'Add topic' }).click();
      await form.getByRole('textbox', { name: 'ARN' }).fill(topicArn.replace('BUCKET', bucket));
      await form.getByRole('textbox', { name: 'Id' }).fill('new');
    },
    created: told('new', 'ObjectCreated'),
    edit: (form) => form.getByRole('textbox', { name: 'Keys begin with' }).fill('img/'),
    edited: told('new', 'ObjectCreated', 'img/'),
    typed: told('gone', 'ObjectRemoved'),
    canRemove: true,
    read: async (s3, Bucket) => {
      const document = toDocument(await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket })));
      if (Object.values(document as object).every((part) => part === undefined)) return null;
      // Amazon answers with `Prefix` where the API reference has `prefix`, and so do others.
      const text = JSON.stringify(document).replaceAll(Bucket, 'BUCKET').replaceAll('"Prefix"', '"prefix"');
      return JSON.parse(text) as unknown;
    },
    needsTopic: true,
  },
  {
    id: 'replication',
    title: 'Replication',
    create: async (form) => {
      const [, bucket = ''] = /\/b\/([^/]+)\//u.exec(form.page().url()) ?? [];
      await form.getByRole('textbox', { name: 'Role' }).fill(role);
      await form.getByRole('button', { name: 'Add rule' }).click();
      await form.getByRole('textbox', { name: 'Rule id' }).fill('all');
      await form.getByRole('textbox', { name: 'Destination bucket' }).fill(`arn:aws:s3:::${bucket}-copies`);
    },
    created: copying('all'),
    edit: (form) => form.getByRole('textbox', { name: 'Prefix' }).fill('logs/'),
    edited: copying('all', { Prefix: 'logs/' }),
    typed: copying('docs', { Prefix: 'docs/' }),
    canRemove: true,
    read: async (s3, Bucket) => {
      const { ReplicationConfiguration } = await s3.send(new GetBucketReplicationCommand({ Bucket }));
      if (!ReplicationConfiguration?.Rules?.length) return null;
      const { Role, Rules } = ReplicationConfiguration;
      // An empty filter takes in everything, as none does.
      const rules = Rules.map(({ Filter, ...rule }) => ({ ...rule, ...(Filter?.Prefix && { Filter }) }));
      return JSON.parse(JSON.stringify({ Role, Rules: rules }).replaceAll(Bucket, 'BUCKET')) as unknown;
    },
    absentCodes: ['ReplicationConfigurationNotFoundError'],
    needsCopies: true,
    refusedBy: ['ceph'],
  },
];
