import { randomUUID } from 'node:crypto';

/** An id as S3 makes one up for a rule or configuration that came without: 48 characters. */
export function generatedId(): string {
  return Buffer.from(randomUUID()).toString('base64');
}
