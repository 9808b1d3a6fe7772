import type { AccessControlPolicy, CopyObjectCommandInput, Grantee } from '@aws-sdk/client-s3';
import { AppError } from '@/lib/errors/app-error';

type GrantHeader = 'GrantFullControl' | 'GrantRead' | 'GrantReadACP' | 'GrantWriteACP';

/** An access list as headers of the request that writes an object. */
export type GrantHeaders = Partial<Pick<CopyObjectCommandInput, GrantHeader>>;

const headers: Readonly<Record<string, GrantHeader>> = {
  FULL_CONTROL: 'GrantFullControl',
  READ: 'GrantRead',
  READ_ACP: 'GrantReadACP',
  WRITE_ACP: 'GrantWriteACP',
};

function toGrantee({ ID, URI }: Grantee): string | null {
  const [name, value] = URI === undefined ? ['id', ID] : ['uri', URI];
  return value !== undefined && /^[\x21\x23-\x2b\x2d-\x7e]+$/u.test(value) ? `${name}="${value}"` : null;
}

/**
 * Headers that say what an access list says; `null` where one of its grants cannot be said so.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#setting-acls
 */
export function toGrantHeaders({ Grants = [] }: AccessControlPolicy): GrantHeaders | null {
  const all: GrantHeaders = {};
  for (const { Grantee, Permission = '' } of Grants) {
    const [header, grantee] = [headers[Permission], Grantee ? toGrantee(Grantee) : null];
    if (header === undefined || grantee === null) return null;
    all[header] = all[header] === undefined ? grantee : `${all[header]}, ${grantee}`;
  }
  return all;
}

/** Refusals that may be of the headers alone: of keys that may write no access list, or of a grantee whom nobody knows any more. */
const refusals: ReadonlySet<string> = new Set(['access-denied', 'invalid-input', 'not-found', 'unsupported']);

/** Writes an object together with its access list where the server takes it, else without. `null`: there is none. */
export async function sendWithGrants<Answer>(
  grants: AccessControlPolicy | null,
  send: (headers: GrantHeaders) => Promise<Answer>,
): Promise<Answer> {
  const asked = grants && toGrantHeaders(grants);
  if (asked === null) return send({});
  try {
    return await send(asked);
  } catch (error) {
    if (!(error instanceof AppError && refusals.has(error.code))) throw error;
    return send({});
  }
}
