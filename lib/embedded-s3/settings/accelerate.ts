import { readDocument } from '../xml/element.ts';
import { writeXml } from '../xml/write.ts';

/** Transfer acceleration; PutBucketAccelerateConfiguration in the S3 API Reference. */
export interface AccelerateConfiguration {
  /** `null` when it was never turned on. */
  status: 'Enabled' | 'Suspended' | null;
}

export function parseAccelerate(source: string): AccelerateConfiguration {
  return readDocument(source, 'AccelerateConfiguration', (root) => ({
    status: root.requiredChoice('Status', ['Enabled', 'Suspended']),
  }));
}

export function accelerateDocument({ status }: AccelerateConfiguration): string {
  return writeXml('AccelerateConfiguration', { Status: status ?? undefined });
}
