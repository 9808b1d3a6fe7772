import { toReferences } from '../references';

/** Where the S3 API Reference explains each field. */
export const references = {
  ...toReferences('AccessControlPolicy', { owner: 'Owner' }),
  ...toReferences('Grant', { grantee: 'Grantee', permission: 'Permission' }),
};
