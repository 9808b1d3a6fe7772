import type { Location } from './schema';

/** GetBucketLocation and HeadBucket in one, with their names. */
export interface LocationDocument {
  LocationConstraint?: string | undefined;
  BucketRegion?: string | undefined;
  BucketArn?: string | undefined;
}

export function fromWire({ LocationConstraint, BucketRegion, BucketArn }: LocationDocument): Location {
  return { constraint: LocationConstraint ?? null, region: BucketRegion ?? null, arn: BucketArn ?? null };
}

export function toWire({ constraint, region, arn }: Location): LocationDocument {
  return {
    ...(constraint !== null && { LocationConstraint: constraint }),
    ...(region !== null && { BucketRegion: region }),
    ...(arn !== null && { BucketArn: arn }),
  };
}
