import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import type { PublicAccessBlock } from './schema';

export function fromWire(wire: PublicAccessBlockConfiguration): PublicAccessBlock {
  return {
    blockPublicAcls: wire.BlockPublicAcls ?? false,
    ignorePublicAcls: wire.IgnorePublicAcls ?? false,
    blockPublicPolicy: wire.BlockPublicPolicy ?? false,
    restrictPublicBuckets: wire.RestrictPublicBuckets ?? false,
  };
}

export function toWire(value: PublicAccessBlock): PublicAccessBlockConfiguration {
  return {
    BlockPublicAcls: value.blockPublicAcls,
    IgnorePublicAcls: value.ignorePublicAcls,
    BlockPublicPolicy: value.blockPublicPolicy,
    RestrictPublicBuckets: value.restrictPublicBuckets,
  };
}
