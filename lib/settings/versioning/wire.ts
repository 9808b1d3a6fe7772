import type { VersioningConfiguration } from '@aws-sdk/client-s3';
import type { Versioning } from './schema';

export function fromWire({ Status, MFADelete }: VersioningConfiguration): Versioning {
  return {
    status: Status === 'Enabled' ? 'enabled' : 'suspended',
    mfaDelete: MFADelete === undefined ? null : MFADelete === 'Enabled' ? 'enabled' : 'disabled',
  };
}

export function toWire({ status, mfaDelete }: Versioning): VersioningConfiguration {
  return {
    Status: status === 'enabled' ? 'Enabled' : 'Suspended',
    ...(mfaDelete !== null && { MFADelete: mfaDelete === 'enabled' ? 'Enabled' : 'Disabled' }),
  };
}

/** As `aws_s3_bucket_versioning` has the document. */
export const toTerraformBody = (document: VersioningConfiguration): unknown => ({ VersioningConfiguration: document });
