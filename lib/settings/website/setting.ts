import { formatQuantity } from '@/lib/format/numbers';
import { defineSetting } from '../define';
import { websiteSchema, type RoutingRule, type Website } from './schema';
import { fromWire, toWire } from './wire';

const plain: Website = { indexSuffix: 'index.html', errorKey: null, redirectAllTo: null, routingRules: [] };

const nowhere: RoutingRule['redirect'] = {
  hostName: null,
  protocol: null,
  httpRedirectCode: null,
  replaceKeyPrefixWith: null,
  replaceKeyWith: null,
};

const elsewhere = (protocol: 'https' | null): Website => ({
  ...plain,
  indexSuffix: null,
  redirectAllTo: { hostName: 'www.example.com', protocol },
});

export const website = defineSetting({
  id: 'website',
  title: 'Static website',
  help: 'Serves the bucket as a website: an index in every folder, a page for errors, and redirects.',
  group: 'Delivery',
  capability: 'bucket-website',
  permissions: { read: 's3:GetBucketWebsite', write: 's3:PutBucketWebsite', remove: 's3:DeleteBucketWebsite' },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketWebsite.html',
  api: { operation: 'PutBucketWebsite', parameter: 'WebsiteConfiguration', removal: 'DeleteBucketWebsite' },
  terraform: { type: 'aws_s3_bucket_website_configuration' },
  schema: websiteSchema,
  empty: plain,
  examples: [
    { title: 'an index and a page for errors', value: { ...plain, errorKey: 'errors/404.html' } },
    {
      title: 'everything sent elsewhere',
      value: elsewhere('https'),
    },
    {
      title: 'everything sent elsewhere by the protocol of the request',
      value: elsewhere(null),
    },
    {
      title: 'routing rules of all kinds',
      value: {
        ...plain,
        errorKey: 'error.html',
        routingRules: [
          {
            condition: { keyPrefix: 'docs/', httpErrorCode: null },
            redirect: { ...nowhere, replaceKeyPrefixWith: 'documents/' },
          },
          {
            condition: { keyPrefix: null, httpErrorCode: '404' },
            redirect: { ...nowhere, hostName: 'archive.example.com', protocol: 'https', httpRedirectCode: '302' },
          },
          {
            condition: { keyPrefix: 'old/', httpErrorCode: '403' },
            redirect: { ...nowhere, replaceKeyWith: 'moved & gone.html' },
          },
        ],
      },
    },
  ],
  templates: [
    {
      title: 'A site of pages',
      description: 'index.html in every folder, 404.html for errors.',
      toValue: () => ({ ...plain, errorKey: '404.html' }),
    },
    {
      title: 'A single-page application',
      description: 'Every address that is no object shows index.html, with status 404 as S3 has it.',
      toValue: () => ({ ...plain, errorKey: 'index.html' }),
    },
    {
      title: 'Send everything elsewhere',
      description: 'Every request is redirected to another host.',
      toValue: () => elsewhere('https'),
    },
    {
      title: 'A folder that has moved',
      description: 'Addresses under docs/ lead to documents/.',
      toValue: () => ({
        ...plain,
        routingRules: [
          {
            condition: { keyPrefix: 'docs/', httpErrorCode: null },
            redirect: { ...nowhere, replaceKeyPrefixWith: 'documents/' },
          },
        ],
      }),
    },
  ],
  toWire,
  fromWire,
  summarise: ({ redirectAllTo, indexSuffix, routingRules }) => {
    if (redirectAllTo) return `everything to ${redirectAllTo.hostName}`;
    const rules = routingRules.length === 0 ? '' : `, ${formatQuantity(routingRules.length, 'routing rule')}`;
    return `${indexSuffix ?? 'no index'}${rules}`;
  },
});
