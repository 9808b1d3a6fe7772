import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { z } from 'zod';
import { getConfig } from '@/lib/config/current';
import type { Credentials } from '@/lib/s3/connection';

/** The keys a job needs, by connection. Keys that the operator keeps on the server are not among them. */
export type JobCredentials = Record<string, Credentials>;

const audience = 'cooper-job';
const payloadSchema = z.record(
  z.string(),
  z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), sessionToken: z.string().optional() }),
);

function getKey(): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', getConfig().sessionKey.reveal(), '', 'cooper job credentials', 32));
}

/** Encrypts (JWE, `dir` with A256GCM; RFC 7516) what one job needs; it opens for no other. It lives as long as the job. */
export async function sealForJob(jobId: string, credentials: JobCredentials): Promise<string> {
  return new EncryptJWT({ credentials })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setAudience(audience)
    .setSubject(jobId)
    .encrypt(getKey());
}

/** `null` for what was not sealed for this job with the server's key of today. */
export async function openForJob(jobId: string, sealed: string): Promise<JobCredentials | null> {
  try {
    const { payload } = await jwtDecrypt(sealed, getKey(), {
      audience,
      subject: jobId,
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return payloadSchema.safeParse(payload['credentials']).data ?? null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
