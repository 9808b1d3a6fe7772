import 'server-only';
import { AppError } from '@/lib/errors/app-error';
import type { Connection } from '@/lib/s3/connection';
import { signGet, signPut, type GetOverrides } from '@/lib/s3/presign';
import { maxLinkSeconds } from '@/lib/s3/limits';
import { toContentDisposition, toFileName } from '@/lib/format/file-name';
import type { LinkInput } from './schema';
import type { SharedLink } from './types';

function toOverrides({ key, download, overrides = {} }: LinkInput): GetOverrides {
  const disposition =
    overrides.contentDisposition ?? (download === true ? toContentDisposition(toFileName(key)) : null);
  return {
    ...(overrides.contentType && { ResponseContentType: overrides.contentType }),
    ...(disposition && { ResponseContentDisposition: disposition }),
    ...(overrides.contentEncoding && { ResponseContentEncoding: overrides.contentEncoding }),
    ...(overrides.contentLanguage && { ResponseContentLanguage: overrides.contentLanguage }),
    ...(overrides.cacheControl && { ResponseCacheControl: overrides.cacheControl }),
    ...(overrides.expires && { ResponseExpires: new Date(overrides.expires) }),
  };
}

/** Single quotes keep everything but themselves (POSIX shell, 2.2.2). */
function toShellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

export function toCurl(method: LinkInput['method'], url: string, fileName: string): string {
  return method === 'GET'
    ? `curl --fail --location --output ${toShellWord(fileName)} ${toShellWord(url)}`
    : `curl --fail --upload-file ${toShellWord(fileName)} ${toShellWord(url)}`;
}

/** Signs a link for the address browsers use. Whoever holds it may use it until it dies; nothing is recorded. */
export async function createLink(connection: Connection, input: LinkInput): Promise<SharedLink> {
  if (input.lifetimeSeconds > maxLinkSeconds) {
    throw new AppError('invalid-input', 'A signed link lives at most seven days; SigV4 allows no longer.');
  }
  if (input.method === 'PUT' && connection.settings.readOnly) {
    throw new AppError(
      'read-only',
      `The operator made “${connection.settings.name}” read-only. No upload link was made.`,
    );
  }
  const signed =
    input.method === 'GET'
      ? await signGet(connection, input, toOverrides(input), input.lifetimeSeconds)
      : await signPut(connection, input, input.lifetimeSeconds);
  return { ...signed, method: input.method, curl: toCurl(input.method, signed.url, toFileName(input.key)) };
}
