import { toReferences } from '../references';

/** Where the S3 API Reference explains each field. */
export const references = {
  ...toReferences('MetricsConfiguration', { id: 'Id' }),
  ...toReferences('MetricsFilter', { accessPointArn: 'AccessPointArn' }),
  filter: toReferences('MetricsFilter', { prefix: 'Prefix', tags: 'Tag' }),
};
