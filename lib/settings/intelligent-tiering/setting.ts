import { formatQuantity } from '@/lib/format/numbers';
import { defineSetting } from '../define';
import { noFilter } from '../object-filter';
import { intelligentTieringSchema, type IntelligentTiering } from './schema';
import { fromWire, toTerraformBody, toWire } from './wire';

const byId = ({ configurations }: IntelligentTiering): string =>
  JSON.stringify(configurations.toSorted((a, b) => (a.id < b.id ? -1 : 1)));

export const intelligentTiering = defineSetting({
  id: 'intelligent-tiering',
  title: 'Intelligent tiering',
  help: 'When objects of the class INTELLIGENT_TIERING go on to its archive tiers.',
  group: 'Storage',
  capability: 'bucket-intelligent-tiering',
  permissions: {
    read: 's3:GetIntelligentTieringConfiguration',
    write: 's3:PutIntelligentTieringConfiguration',
    remove: 's3:PutIntelligentTieringConfiguration',
  },
  api: {
    operation: 'PutBucketIntelligentTieringConfiguration',
    parameter: 'IntelligentTieringConfiguration',
    list: 'IntelligentTieringConfigurationList',
    removal: 'DeleteBucketIntelligentTieringConfiguration',
  },
  terraform: { type: 'aws_s3_bucket_intelligent_tiering_configuration', toBody: toTerraformBody },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketIntelligentTieringConfiguration.html',
  schema: intelligentTieringSchema,
  empty: { configurations: [] },
  examples: [
    {
      title: 'both archive tiers for everything',
      value: {
        configurations: [
          {
            id: 'all',
            isEnabled: true,
            filter: noFilter,
            tierings: [
              { tier: 'archive-access', days: 90 },
              { tier: 'deep-archive-access', days: 180 },
            ],
          },
        ],
      },
    },
    {
      title: 'tiers by prefix and tag',
      value: {
        configurations: [
          {
            id: 'logs',
            isEnabled: false,
            filter: { prefix: 'logs/', tags: [] },
            tierings: [{ tier: 'archive-access', days: 125 }],
          },
          {
            id: 'old',
            isEnabled: true,
            filter: { prefix: 'old/', tags: [{ key: 'keep', value: '' }] },
            tierings: [{ tier: 'deep-archive-access', days: 730 }],
          },
        ],
      },
    },
  ],
  templates: [
    {
      title: 'Archive after 90 days, deep after 180',
      description: 'Reading an archived object then takes minutes or hours.',
      toValue: () => ({
        configurations: [
          {
            id: 'archive',
            isEnabled: true,
            filter: noFilter,
            tierings: [
              { tier: 'archive-access' as const, days: 90 },
              { tier: 'deep-archive-access' as const, days: 180 },
            ],
          },
        ],
      }),
    },
  ],
  toWire,
  fromWire,
  summarise: ({ configurations }) => {
    const off = configurations.filter(({ isEnabled }) => !isEnabled).length;
    return formatQuantity(configurations.length, 'configuration') + (off > 0 ? `, ${off} off` : '');
  },
  isSame: (wanted, kept) => byId(wanted) === byId(kept),
});
