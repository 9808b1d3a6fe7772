import { S3Error } from '../errors.ts';
import { readDocument } from '../xml/element.ts';
import { writeXml } from '../xml/write.ts';

/** What a bucket refuses to open to everybody; PutPublicAccessBlock in the S3 API Reference. */
export interface PublicAccessBlock {
  blockPublicAcls: boolean;
  ignorePublicAcls: boolean;
  blockPublicPolicy: boolean;
  restrictPublicBuckets: boolean;
}

/** What is not named is off, but something must be named. */
export function parsePublicAccessBlock(source: string): PublicAccessBlock {
  return readDocument(source, 'PublicAccessBlockConfiguration', (root) => {
    const named = {
      blockPublicAcls: root.flag('BlockPublicAcls'),
      ignorePublicAcls: root.flag('IgnorePublicAcls'),
      blockPublicPolicy: root.flag('BlockPublicPolicy'),
      restrictPublicBuckets: root.flag('RestrictPublicBuckets'),
    };
    root.finish();
    if (Object.values(named).every((value) => value === null)) {
      throw new S3Error('InvalidRequest', { message: 'Must specify at least one configuration.' });
    }
    return {
      blockPublicAcls: named.blockPublicAcls ?? false,
      ignorePublicAcls: named.ignorePublicAcls ?? false,
      blockPublicPolicy: named.blockPublicPolicy ?? false,
      restrictPublicBuckets: named.restrictPublicBuckets ?? false,
    };
  });
}

export function publicAccessBlockDocument(block: PublicAccessBlock): string {
  return writeXml('PublicAccessBlockConfiguration', {
    BlockPublicAcls: block.blockPublicAcls,
    IgnorePublicAcls: block.ignorePublicAcls,
    BlockPublicPolicy: block.blockPublicPolicy,
    RestrictPublicBuckets: block.restrictPublicBuckets,
  });
}
