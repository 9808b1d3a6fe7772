import { invalidArgument } from '../errors.ts';
import { readDocument } from '../xml/element.ts';
import { writeXml } from '../xml/write.ts';

const ownerships = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'] as const;

/** Who owns what others write, and whether ACLs count at all; PutBucketOwnershipControls in the S3 API Reference. */
export type ObjectOwnership = (typeof ownerships)[number];

export interface OwnershipControls {
  objectOwnership: ObjectOwnership;
}

export function parseOwnershipControls(source: string): OwnershipControls {
  return readDocument(source, 'OwnershipControls', (root) =>
    root.required('Rule', (rule) => ({ objectOwnership: rule.requiredChoice('ObjectOwnership', ownerships) })),
  );
}

/** The x-amz-object-ownership header of CreateBucket. */
export function parseOwnershipHeader(value: string | undefined): OwnershipControls | null {
  if (value === undefined) return null;
  const objectOwnership = ownerships.find((candidate) => candidate === value);
  if (!objectOwnership) {
    throw invalidArgument('x-amz-object-ownership', value, `Invalid x-amz-object-ownership header: ${value}`);
  }
  return { objectOwnership };
}

export function ownershipControlsDocument({ objectOwnership }: OwnershipControls): string {
  return writeXml('OwnershipControls', { Rule: { ObjectOwnership: objectOwnership } });
}
