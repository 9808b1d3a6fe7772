import { describe, expect, it } from 'vitest';
import { writeXml } from '../xml/write';
import { analyticsElement, parseAnalytics } from './analytics';
import { intelligentTieringElement, parseIntelligentTiering } from './intelligent-tiering';
import { inventoryElement, parseInventory } from './inventory';
import { metricsElement, parseMetrics } from './metrics';

const kinds: Record<string, { root: string; rewrite: (source: string) => string }> = {
  analytics: {
    root: 'AnalyticsConfiguration',
    rewrite: (source) => writeXml('R', analyticsElement(parseAnalytics(source))),
  },
  tiering: {
    root: 'IntelligentTieringConfiguration',
    rewrite: (source) => writeXml('R', intelligentTieringElement(parseIntelligentTiering(source))),
  },
  inventory: {
    root: 'InventoryConfiguration',
    rewrite: (source) => writeXml('R', inventoryElement(parseInventory(source))),
  },
  metrics: { root: 'MetricsConfiguration', rewrite: (source) => writeXml('R', metricsElement(parseMetrics(source))) },
};

function rewrite(kind: string, content: string): string {
  const { root = '', rewrite: run = String } = kinds[kind] ?? {};
  return run(`<${root}>${content}</${root}>`)
    .replace(/^[^]*?<R[^>]*>/, '')
    .replace(/<\/R>$/, '');
}

const filters = [
  '',
  '<Filter><Prefix>a/</Prefix></Filter>',
  '<Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter>',
  '<Filter><And><Prefix>a/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>',
];
const accessPoint = '<Filter><AccessPointArn>arn:aws:s3:::accesspoint/a</AccessPointArn></Filter>';
const csv = (bucket = 'arn:aws:s3:::reports') =>
  '<StorageClassAnalysis><DataExport><OutputSchemaVersion>V_1</OutputSchemaVersion><Destination><S3BucketDestination>' +
  `<Format>CSV</Format><BucketAccountId>1</BucketAccountId><Bucket>${bucket}</Bucket><Prefix>p/</Prefix>` +
  '</S3BucketDestination></Destination></DataExport></StorageClassAnalysis>';
const tier = (name: string, days: number) => `<Tiering><AccessTier>${name}</AccessTier><Days>${days}</Days></Tiering>`;
const archive = tier('ARCHIVE_ACCESS', 90);
const tiering = (content: string) => `<Id>t</Id>${content}`;
const list = (parts: { to?: string; filter?: string; fields?: string; often?: string; enabled?: string } = {}) =>
  `<Id>i</Id><IsEnabled>${parts.enabled ?? 'true'}</IsEnabled>${parts.filter ?? ''}<Destination><S3BucketDestination>` +
  `${parts.to ?? '<Bucket>arn:aws:s3:::reports</Bucket><Format>CSV</Format>'}</S3BucketDestination></Destination>` +
  `<IncludedObjectVersions>All</IncludedObjectVersions>${parts.fields ?? ''}` +
  `<Schedule><Frequency>${parts.often ?? 'Daily'}</Frequency></Schedule>`;

describe('a configuration', () => {
  it.each([
    ...filters.map((filter) => ['metrics', `<Id>m</Id>${filter}`]),
    ['metrics', `<Id>m</Id>${accessPoint}`],
    ...filters.map((filter) => ['analytics', `<Id>a</Id>${filter}<StorageClassAnalysis></StorageClassAnalysis>`]),
    ['analytics', `<Id>a</Id>${csv()}`],
    ...filters.map((filter) => ['tiering', tiering(`${filter}<Status>Enabled</Status>${archive}`)]),
    ['tiering', tiering(`<Status>Disabled</Status>${tier('DEEP_ARCHIVE_ACCESS', 180)}${tier('ARCHIVE_ACCESS', 730)}`)],
    ['inventory', list()],
    [
      'inventory',
      list({
        enabled: 'false',
        filter: '<Filter><Prefix>a/</Prefix></Filter>',
        fields: '<OptionalFields><Field>Size</Field><Field>ETag</Field></OptionalFields>',
        often: 'Weekly',
        to:
          '<AccountId>1</AccountId><Bucket>arn:aws:s3:::reports</Bucket><Format>Parquet</Format><Prefix>p</Prefix>' +
          '<Encryption><SSE-KMS><KeyId>k</KeyId></SSE-KMS></Encryption>',
      }),
    ],
    [
      'inventory',
      list({
        to: '<Bucket>arn:aws:s3:::reports</Bucket><Format>ORC</Format><Encryption><SSE-S3></SSE-S3></Encryption>',
      }),
    ],
  ])('of %s comes back as it was put: %s', (kind, content) => {
    expect(rewrite(kind, content)).toBe(content);
  });

  it.each([
    ['metrics', ''],
    ['metrics', '<Id>m</Id><Filter/>'],
    ['metrics', '<Id>m</Id><Filter><Prefix>a</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></Filter>'],
    ['metrics', '<Id>m</Id><Filter><And><Prefix>a</Prefix></And></Filter>'],
    ['analytics', '<Id>a</Id>'],
    ['analytics', `<Id>a</Id>${accessPoint}<StorageClassAnalysis/>`],
    ['analytics', `<Id>a</Id>${csv().replace('CSV', 'ORC')}`],
    ['analytics', `<Id>a</Id>${csv().replace('V_1', 'V_2')}`],
    ['tiering', tiering('<Status>Enabled</Status>')],
    ['tiering', tiering(archive)],
    ['tiering', tiering(`<Status>Enabled</Status>${archive}${archive}`)],
    ['tiering', tiering(`<Status>Enabled</Status>${tier('COLD', 90)}`)],
    ['inventory', list({ often: 'Hourly' })],
    ['inventory', list({ enabled: '' })],
    ['inventory', list({ fields: '<OptionalFields><Field>Colour</Field></OptionalFields>' })],
    ['inventory', list({ to: '<Bucket>arn:aws:s3:::reports</Bucket><Format>XML</Format>' })],
    ['inventory', list({ to: '<Bucket>arn:aws:s3:::r</Bucket><Format>CSV</Format><Encryption/>' })],
  ])('of %s is refused as MalformedXML: %s', (kind, content) => {
    expect(() => rewrite(kind, content)).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
  });

  it.each([
    ['analytics', `<Id>a</Id>${csv('reports')}`, 'InvalidS3DestinationBucket'],
    ['inventory', list({ to: '<Bucket>reports</Bucket><Format>CSV</Format>' }), 'InvalidS3DestinationBucket'],
    ['tiering', tiering(`<Status>Enabled</Status>${tier('ARCHIVE_ACCESS', 89)}`), 'InvalidArgument'],
    ['tiering', tiering(`<Status>Enabled</Status>${tier('DEEP_ARCHIVE_ACCESS', 179)}`), 'InvalidArgument'],
    ['tiering', tiering(`<Status>Enabled</Status>${tier('ARCHIVE_ACCESS', 731)}`), 'InvalidArgument'],
  ])('of %s is refused: %s as %s', (kind, content, code) => {
    expect(() => rewrite(kind, content)).toThrow(expect.objectContaining({ code }));
  });
});
