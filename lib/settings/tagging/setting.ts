import { defineSetting } from '../define';
import { quote } from '../words';
import { taggingSchema, type Tagging } from './schema';
import { fromWire, toTerraformBody, toWire } from './wire';

const inOrder = ({ tags }: Tagging): string => JSON.stringify(tags.map(({ key, value }) => [key, value]).sort());

export const tagging = defineSetting({
  id: 'tagging',
  title: 'Tags',
  help: 'Names and values on the bucket, for bills, reports and rules that go by tags.',
  group: 'Properties',
  capability: 'bucket-tagging',
  permissions: { read: 's3:GetBucketTagging', write: 's3:PutBucketTagging', remove: 's3:PutBucketTagging' },
  api: { operation: 'PutBucketTagging', parameter: 'Tagging', removal: 'DeleteBucketTagging' },
  // Tags are arguments of the bucket itself.
  terraform: { type: 'aws_s3_bucket', toBody: toTerraformBody },
  mc: {
    write: ({ tags }, target) => {
      // The separators cannot be escaped.
      if (tags.some(({ key, value }) => /[&=]/u.test(key + value))) return null;
      return `mc tag set ${target} ${quote(tags.map(({ key, value }) => `${key}=${value}`).join('&'))}`;
    },
    remove: (target) => `mc tag remove ${target}`,
  },
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
