import { toReferences } from '../references';

/** Where the S3 API Reference explains each field. */
export const references = {
  ...toReferences('IntelligentTieringConfiguration', { id: 'Id', isEnabled: 'Status' }),
  ...toReferences('Tiering', { tier: 'AccessTier', days: 'Days' }),
  filter: toReferences('IntelligentTieringFilter', { prefix: 'Prefix', tags: 'Tag' }),
};
