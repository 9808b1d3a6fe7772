import { S3Error } from '../errors.ts';
import { readDocument } from '../xml/element.ts';
import { writeXml } from '../xml/write.ts';

/** Versioning of a bucket; PutBucketVersioning in the S3 API Reference. */
export interface VersioningChange {
  status: 'Enabled' | 'Suspended';
  /** Whether deleting versions and changing versioning takes a second factor; `null` leaves it as it is. */
  mfaDelete: boolean | null;
}

export function parseVersioning(source: string): VersioningChange {
  return readDocument(source, 'VersioningConfiguration', (root) => {
    const mfaDelete = root.choice('MfaDelete', ['Enabled', 'Disabled']);
    const status = root.choice('Status', ['Enabled', 'Suspended']);
    root.finish();
    if (status === null) {
      throw new S3Error('IllegalVersioningConfigurationException', {
        message: 'The Versioning element must be specified',
      });
    }
    return { status, mfaDelete: mfaDelete === null ? null : mfaDelete === 'Enabled' };
  });
}

/** `status` is `null` where versioning was never turned on, `mfaDelete` where nobody spoke of it. */
export function versioningDocument(status: VersioningChange['status'] | null, mfaDelete: boolean | null): string {
  return writeXml('VersioningConfiguration', {
    Status: status ?? undefined,
    MfaDelete: mfaDelete === null ? undefined : mfaDelete ? 'Enabled' : 'Disabled',
  });
}
