import { S3Error, invalidArgument } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { pageBuckets } from '../store/buckets.ts';
import { writeXml } from '../xml/write.ts';
import { accountOf, isoDate, ownerElement, type Exchange } from './exchange.ts';

/** ListBuckets: at most 10,000 a page, and only then a continuation token (S3 API Reference). */
const maxBuckets = 10_000;

export function listBuckets(exchange: Exchange): Answer {
  const { service, request } = exchange;
  const owner = accountOf(exchange);
  if (owner === null) throw new S3Error('AccessDenied');
  const { query } = request;
  const limit = query.getNumber('max-buckets', maxBuckets, maxBuckets);
  if (limit < 1) throw invalidArgument('max-buckets', String(limit), 'max-buckets must be between 1 and 10000');
  const token = query.get('continuation-token');
  const region = query.get('bucket-region');
  const prefix = query.get('prefix') ?? '';
  const isElsewhere = region !== undefined && region !== '' && region !== service.region;
  const after = token === undefined ? '' : Buffer.from(token, 'base64url').toString('utf8');
  const page = isElsewhere
    ? []
    : pageBuckets(service.store.database, { owner, prefix, after, limit: limit + 1, isDirectory: false });
  const shown = page.slice(0, limit);
  const last = page.length > limit ? shown.at(-1) : undefined;
  return xmlAnswer(
    writeXml('ListAllMyBucketsResult', {
      Owner: ownerElement(service, owner),
      Buckets: {
        Bucket: shown.map((bucket) => ({
          Name: bucket.name,
          CreationDate: isoDate(bucket.created),
          BucketRegion: bucket.region,
        })),
      },
      ContinuationToken: last && Buffer.from(last.name).toString('base64url'),
      Prefix: query.get('prefix'),
    }),
  );
}
