import type { ObjectOwnership, OwnershipControls as WireOwnershipControls } from '@aws-sdk/client-s3';
import type { OwnershipControls } from './schema';

const names = {
  'bucket-owner-enforced': 'BucketOwnerEnforced',
  'bucket-owner-preferred': 'BucketOwnerPreferred',
  'object-writer': 'ObjectWriter',
} as const satisfies Record<OwnershipControls['ownership'], ObjectOwnership>;

/** The API takes exactly one rule (API_OwnershipControls, Rules). */
export function fromWire({ Rules }: WireOwnershipControls): OwnershipControls {
  const name = Rules?.[0]?.ObjectOwnership;
  const ours = (Object.keys(names) as OwnershipControls['ownership'][]).find((key) => names[key] === name);
  if (!ours) throw new Error(`unknown object ownership: ${name ?? 'none'}`);
  return { ownership: ours };
}

export function toWire({ ownership }: OwnershipControls): WireOwnershipControls {
  return { Rules: [{ ObjectOwnership: names[ownership] }] };
}
