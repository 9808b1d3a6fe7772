import { appendFileSync } from 'node:fs';

/**
 * Writes the name of each S3 operation sent to a file, one JSON line each, when the configuration names one. The
 * end-to-end run reads it back and holds docs/operations.md to it. Names only: no bucket, key or credential.
 */
export function traceOperation(traceFile: string | null, operation: string, how: 'sent' | 'signed'): void {
  if (traceFile !== null) appendFileSync(traceFile, `${JSON.stringify({ operation, how })}\n`);
}
