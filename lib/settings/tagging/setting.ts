import { defineSetting } from '../define';
import { taggingSchema, type Tagging } from './schema';
import { fromWire, toWire } from './wire';

const inOrder = ({ tags }: Tagging): string => JSON.stringify(tags.map(({ key, value }) => [key, value]).sort());

export const tagging = defineSetting({
  id: 'tagging',
  title: 'Tags',
  help: 'Names and values on the bucket, for bills, reports and rules that go by tags.',
  group: 'Properties',
  capability: 'bucket-tagging',
  permissions: { read: 's3:GetBucketTagging', write: 's3:PutBucketTagging', remove: 's3:PutBucketTagging' },
  api: { operation: 'PutBucketTagging', parameter: 'Tagging' },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html',
  schema: taggingSchema,
  empty: { tags: [] },
  examples: [
    { title: 'one tag', value: { tags: [{ key: 'project', value: 'atlas' }] } },
    {
      title: 'tags with an empty value and with letters of all kinds',
      value: {
        tags: [
          { key: 'archived', value: '' },
          { key: 'größe', value: 'klein & fein <5' },
        ],
      },
    },
  ],
  templates: [],
  toWire,
  fromWire,
  summarise: ({ tags }) => tags.map(({ key, value }) => (value === '' ? key : `${key}=${value}`)).join(', '),
  // Servers list tags in an order of their own.
  isSame: (wanted, kept) => inOrder(wanted) === inOrder(kept),
});
