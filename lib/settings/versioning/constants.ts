import { toReferences } from '../references';

/** Where the S3 API Reference explains each field. */
export const references = toReferences('VersioningConfiguration', { status: 'Status', mfaDelete: 'MFADelete' });
