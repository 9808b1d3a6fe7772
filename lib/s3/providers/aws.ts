import { defineProvider, hostedUnder } from './define.ts';

export const aws = defineProvider({
  id: 'aws',
  name: 'Amazon S3',
  // Path style is kept only for old buckets: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
  addressing: 'virtual',
  namesRegions: true,
  // Directory buckets refuse Content-MD5: https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-differences.html
  requiredChecksum: 'crc32',
  hasRegionalBuckets: true,
  ...hostedUnder('amazonaws.com', 'amazonaws.com.cn'),
});
