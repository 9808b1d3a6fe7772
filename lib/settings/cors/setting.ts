import { isSameRules } from '@/lib/cors/rules';
import { formatQuantity } from '@/lib/format/numbers';
import { defineSetting } from '../define';
import { toCorsXml } from '@/lib/cors/xml';
import { quote } from '../words';
import { corsSchema, type Cors } from './schema';
import { fromWire, toWire } from './wire';

type Rule = Cors['rules'][number];

const plainRule: Rule = {
  id: null,
  allowedOrigins: ['*'],
  allowedMethods: ['GET', 'HEAD'],
  allowedHeaders: [],
  exposedHeaders: [],
  maxAgeSeconds: null,
};

const uploadRule = (origin: string): Rule => ({
  ...plainRule,
  allowedOrigins: [origin],
  allowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
  allowedHeaders: ['*'],
  exposedHeaders: ['ETag'],
  maxAgeSeconds: 3600,
});

export const cors = defineSetting({
  id: 'cors',
  title: 'CORS',
  help: 'Which web pages of other origins may read and write this bucket from a browser.',
  group: 'Access',
  capability: 'bucket-cors',
  permissions: { read: 's3:GetBucketCORS', write: 's3:PutBucketCORS', remove: 's3:PutBucketCORS' },
  api: { operation: 'PutBucketCors', parameter: 'CORSConfiguration', removal: 'DeleteBucketCors' },
  terraform: { type: 'aws_s3_bucket_cors_configuration' },
  // mc cors set takes XML alone.
  mc: {
    write: (value, target) => `printf %s ${quote(toCorsXml(value.rules))} | mc cors set ${target} -`,
    remove: (target) => `mc cors remove ${target}`,
  },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html',
  schema: corsSchema,
  empty: { rules: [] },
  examples: [
    { title: 'one rule for everyone', value: { rules: [plainRule] } },
    {
      title: 'two rules with everything in them',
      value: {
        rules: [
          {
            id: 'uploads',
            allowedOrigins: ['https://app.example.net', 'https://*.example.org'],
            allowedMethods: ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'],
            allowedHeaders: ['content-*', 'x-amz-date'],
            exposedHeaders: ['ETag', 'x-amz-version-id'],
            maxAgeSeconds: 3000,
          },
          { ...plainRule, id: 'reading', maxAgeSeconds: 0 },
        ],
      },
    },
  ],
  templates: [
    {
      title: 'Uploads from this console',
      description: 'This page may read, write and delete, and sees the ETag.',
      toValue: ({ origin }) => ({ rules: [uploadRule(origin)] }),
    },
    {
      title: 'Reading from anywhere',
      description: 'Every page may read what its visitor may read: fonts, images, public data.',
      toValue: () => ({ rules: [{ ...plainRule, maxAgeSeconds: 86_400 }] }),
    },
    {
      title: 'Uploads from one site',
      description: 'Pages of one origin may read and write.',
      toValue: () => ({ rules: [uploadRule('https://www.example.com')] }),
    },
  ],
  toWire,
  fromWire,
  isSame: (wanted, kept) => isSameRules(wanted.rules, kept.rules),
  summarise: ({ rules }) => {
    const origins = new Set(rules.flatMap(({ allowedOrigins }) => allowedOrigins));
    const whom = origins.has('*') ? 'any origin' : formatQuantity(origins.size, 'origin');
    return `${formatQuantity(rules.length, 'rule')} for ${whom}`;
  },
});
