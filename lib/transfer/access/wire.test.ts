import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '@/lib/errors/app-error';
import { sendWithGrants, toGrantHeaders } from './wire';

const uri = 'http://acs.amazonaws.com/groups/global/AllUsers';
const owner = { Grantee: { Type: 'CanonicalUser', ID: 'ann' }, Permission: 'FULL_CONTROL' } as const;
const all = { Grantee: { Type: 'Group', URI: uri }, Permission: 'READ' } as const;
const other = { Grantee: { Type: 'CanonicalUser', ID: 'tenant$bob' }, Permission: 'READ' } as const;

describe('an access list', () => {
  it('is said by headers', () => {
    expect(toGrantHeaders({ Grants: [owner, all, other] })).toEqual({
      ...{ GrantFullControl: 'id="ann"', GrantRead: `uri="${uri}", id="tenant$bob"` },
    });
  });

  it.each([
    ['a grant that objects do not have', { ...all, Permission: 'WRITE' as const }],
    ['somebody without a name', { ...other, Grantee: { Type: 'CanonicalUser' as const } }],
    ['a name that would end the header', { ...other, Grantee: { Type: 'CanonicalUser' as const, ID: 'a", uri="b' } }],
  ])('is not, with %s', (_what, grant) => {
    expect(toGrantHeaders({ Grants: [owner, grant] })).toBeNull();
  });

  it.each<[ErrorCode, number]>([
    ['access-denied', 2],
    ['throttled', 1],
  ])('goes along, unless it is refused: %s', async (code, tries) => {
    const sent: object[] = [];
    const send = (headers: object): Promise<object> => {
      sent.push(headers);
      return sent.length === 1 ? Promise.reject(new AppError(code, 'No.')) : Promise.resolve(headers);
    };
    const answer = sendWithGrants({ Grants: [owner] }, send);
    if (tries === 1) await expect(answer).rejects.toMatchObject({ code });
    else expect(await answer).toEqual({});
    expect(sent).toHaveLength(tries);
    expect(sent[0]).toEqual({ GrantFullControl: 'id="ann"' });
  });
});
