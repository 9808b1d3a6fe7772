import { invalidArgument } from '../errors.ts';
import { readDocument, type ElementReader } from '../xml/element.ts';
import { writeXml } from '../xml/write.ts';

const algorithms = ['AES256', 'aws:kms', 'aws:kms:dsse'] as const;
const blockable = ['NONE', 'SSE-C'] as const;

/** How new objects are encrypted unless they say otherwise; PutBucketEncryption in the S3 API Reference. */
export interface EncryptionRule {
  /** `null` leaves it at the default of S3, AES256. */
  algorithm: (typeof algorithms)[number] | null;
  /** Key of the key management service, `null` for its default one. */
  kmsKeyId: string | null;
  isBucketKeyEnabled: boolean;
  /** Encryption that no request may ask for; `null` when the rule does not say. */
  blockedTypes: (typeof blockable)[number][] | null;
}

function parseDefault(element: ElementReader): Pick<EncryptionRule, 'algorithm' | 'kmsKeyId'> {
  const algorithm = element.requiredChoice('SSEAlgorithm', algorithms);
  const kmsKeyId = element.text('KMSMasterKeyID');
  if (kmsKeyId !== null && algorithm === 'AES256') {
    throw invalidArgument(
      'ApplyServerSideEncryptionByDefault',
      kmsKeyId,
      'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
    );
  }
  return { algorithm, kmsKeyId };
}

function parseRule(element: ElementReader): EncryptionRule {
  return {
    ...(element.optional('ApplyServerSideEncryptionByDefault', parseDefault) ?? { algorithm: null, kmsKeyId: null }),
    isBucketKeyEnabled: element.flag('BucketKeyEnabled') ?? false,
    blockedTypes: element.optional('BlockedEncryptionTypes', (types) => types.choices('EncryptionType', blockable)),
  };
}

export function parseEncryption(source: string): EncryptionRule {
  return readDocument(source, 'ServerSideEncryptionConfiguration', (root) => root.required('Rule', parseRule));
}

export function encryptionDocument(rule: EncryptionRule): string {
  return writeXml('ServerSideEncryptionConfiguration', {
    Rule: {
      ApplyServerSideEncryptionByDefault: rule.algorithm
        ? { SSEAlgorithm: rule.algorithm, KMSMasterKeyID: rule.kmsKeyId ?? undefined }
        : undefined,
      BucketKeyEnabled: rule.isBucketKeyEnabled,
      BlockedEncryptionTypes: rule.blockedTypes ? { EncryptionType: rule.blockedTypes } : undefined,
    },
  });
}
