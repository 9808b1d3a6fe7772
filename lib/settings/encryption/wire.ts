import type { ServerSideEncryptionConfiguration } from '@aws-sdk/client-s3';
import type { Encryption } from './schema';

/** The API takes exactly one rule (API_PutBucketEncryption). */
export function fromWire({ Rules }: ServerSideEncryptionConfiguration): Encryption {
  const rule = Rules?.[0];
  const byDefault = rule?.ApplyServerSideEncryptionByDefault;
  return {
    algorithm: byDefault?.SSEAlgorithm ?? null,
    kmsKeyId: byDefault?.KMSMasterKeyID ?? null,
    usesBucketKey: rule?.BucketKeyEnabled ?? null,
    blockedTypes: rule?.BlockedEncryptionTypes?.EncryptionType ?? [],
  };
}

export function toWire(value: Encryption): ServerSideEncryptionConfiguration {
  const { algorithm, kmsKeyId, usesBucketKey, blockedTypes } = value;
  return {
    Rules: [
      {
        ...((algorithm !== null || kmsKeyId !== null) && {
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: algorithm ?? undefined,
            ...(kmsKeyId !== null && { KMSMasterKeyID: kmsKeyId }),
          },
        }),
        ...(usesBucketKey !== null && { BucketKeyEnabled: usesBucketKey }),
        ...(blockedTypes.length > 0 && { BlockedEncryptionTypes: { EncryptionType: blockedTypes } }),
      },
    ],
  };
}

/** As `aws_s3_bucket_server_side_encryption_configuration` has the document. */
export function toTerraformBody({ Rules }: ServerSideEncryptionConfiguration): unknown {
  return {
    Rules: Rules?.map(({ BlockedEncryptionTypes, ...rule }) => ({
      ...rule,
      ...(BlockedEncryptionTypes && { BlockedEncryptionTypes: BlockedEncryptionTypes.EncryptionType }),
    })),
  };
}
