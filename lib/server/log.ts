import type { AppError } from '@/lib/errors/app-error';

/** What credentials and signatures look like wherever they turn up in a text. */
const secrets = [
  /(X-Amz-(?:Signature|Credential|Security-Token)=)[^&\s"']+/giu,
  /(Signature=)[0-9a-f]{64}/giu,
  /(Credential=)[^,\s"']+/giu,
  /("?(?:secretAccessKey|sessionToken|secret_?key)"?\s*[:=]\s*"?)[^"\s,}]+/giu,
];

export function redact(text: string): string {
  return secrets.reduce((clean, pattern) => clean.replace(pattern, '$1[redacted]'), text);
}

/** Writes an unforeseen failure to the server's log. */
export function logFailure(error: AppError): void {
  const cause = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : String(error.cause);
  console.error(redact(`${new Date().toISOString()} ${error.code}: ${cause}`));
}
