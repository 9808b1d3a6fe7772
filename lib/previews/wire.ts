import type { Grant, PutObjectCommandInput } from '@aws-sdk/client-s3';

type GrantHeaders = Pick<PutObjectCommandInput, 'GrantFullControl' | 'GrantRead' | 'GrantReadACP' | 'GrantWriteACP'>;

/** Permissions of an object (API_PutObject); WRITE means nothing on one. */
const fields = [
  ['FULL_CONTROL', 'GrantFullControl'],
  ['READ', 'GrantRead'],
  ['READ_ACP', 'GrantReadACP'],
  ['WRITE_ACP', 'GrantWriteACP'],
] as const;

/** Grants as headers of a PUT. None when there are none to keep: an object begins as its owner's alone. */
export function toGrantHeaders(grants: readonly Grant[]): GrantHeaders {
  const headers: GrantHeaders = {};
  for (const [permission, field] of fields) {
    const grantees = grants
      .filter((grant) => grant.Permission === permission)
      .flatMap(({ Grantee }) => {
        if (Grantee?.URI) return [`uri="${Grantee.URI}"`];
        return Grantee?.ID ? [`id="${Grantee.ID}"`] : [];
      });
    if (grantees.length > 0) headers[field] = grantees.join(', ');
  }
  return headers;
}
