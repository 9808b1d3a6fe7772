import {
  GetBucketNotificationConfigurationCommand,
  GetBucketReplicationCommand,
  ListBucketAnalyticsConfigurationsCommand,
  ListBucketIntelligentTieringConfigurationsCommand,
  ListBucketInventoryConfigurationsCommand,
  ListBucketMetricsConfigurationsCommand,
} from '@aws-sdk/client-s3';
import { choose, flip, toDocument, type SettingCase } from './setting-case.ts';

const queueArn = 'arn:aws:sqs:us-east-1:111122223333:new-objects';

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
    create: (form) => flip(form, 'EventBridge', true),
    created: { EventBridgeConfiguration: {} },
    edit: async (form) => {
      await form.getByRole('button', { name: 'Add queue' }).click();
      await form.getByRole('textbox', { name: 'ARN' }).fill(queueArn);
      await form.getByRole('textbox', { name: 'Id' }).fill('new');
    },
    edited: {
      QueueConfigurations: [{ Id: 'new', QueueArn: queueArn, Events: ['s3:ObjectCreated:*'] }],
      EventBridgeConfiguration: {},
    },
    typed: { QueueConfigurations: [{ Id: 'gone', QueueArn: queueArn, Events: ['s3:ObjectRemoved:*'] }] },
    canRemove: true,
    read: async (s3, Bucket) => {
      const document = toDocument(await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket })));
      return Object.values(document as object).some((part) => part !== undefined) ? document : null;
    },
    refusedBy: ['ceph'],
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
