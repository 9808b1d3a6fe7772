import { defineProvider, hostedUnder } from './define.ts';

/** Regions whose website host has a dash: https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints */
const dashedWebsiteRegions = [
  'ap-northeast-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'eu-west-1',
  'sa-east-1',
  'us-east-1',
  'us-gov-west-1',
  'us-west-1',
  'us-west-2',
];

function toWebsiteHost(bucket: string, region: string): string {
  const separator = dashedWebsiteRegions.includes(region) ? '-' : '.';
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `${bucket}.s3-website${separator}${region}.${domain}`;
}

export const aws = defineProvider({
  id: 'aws',
  name: 'Amazon S3',
  // Path style is kept only for old buckets: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
  addressing: 'virtual',
  namesRegions: true,
  // Directory buckets refuse Content-MD5: https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-differences.html
  requiredChecksum: 'crc32',
  hasRegionalBuckets: true,
  heedsConditions: true,
  tellsTagCount: true,
  // One CopyObject goes at some 100 MB/s, and parts side by side; smaller objects are there before parts have begun and ended
  // (User Guide, “Performance design patterns”: large copies in parts).
  copiesFasterInPartsAboveBytes: 256 * 1024 ** 2,
  websiteHost: toWebsiteHost,
  ...hostedUnder('amazonaws.com', 'amazonaws.com.cn'),
});
