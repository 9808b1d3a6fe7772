import { z } from 'zod';

/** Algorithms S3 can apply by itself (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html). */
export const encryptionAlgorithms = ['AES256', 'aws:kms', 'aws:kms:dsse', 'aws:backup', 'aws:fsx'] as const;

const kms: ReadonlySet<string> = new Set(['aws:kms', 'aws:kms:dsse']);

export const encryptionSchema = z
  .object({
    /** `null`: the document names none, and S3 takes AES256. */
    algorithm: z.enum(encryptionAlgorithms).nullable(),
    /** Key id, key ARN, alias or alias ARN; `null` for the key that belongs to the service. */
    kmsKeyId: z.string().min(1, 'Give the key, or leave the field empty.').max(2048).nullable(),
    /** Whether S3 makes a key of the bucket, to ask KMS less often; `null` where the document says nothing. */
    usesBucketKey: z.boolean().nullable(),
    /** Kinds of encryption that uploads may not ask for. `NONE` blocks none. */
    blockedTypes: z.array(z.enum(['NONE', 'SSE-C'])),
  })
  .superRefine(({ algorithm, kmsKeyId, blockedTypes }, context) => {
    if (kmsKeyId !== null && !kms.has(algorithm ?? '')) {
      context.addIssue({ code: 'custom', path: ['kmsKeyId'], message: 'A key goes with a KMS algorithm only.' });
    }
    if (blockedTypes.length > 1) {
      context.addIssue({ code: 'custom', path: ['blockedTypes'], message: 'NONE stands alone.' });
    }
  });

export type Encryption = z.infer<typeof encryptionSchema>;
