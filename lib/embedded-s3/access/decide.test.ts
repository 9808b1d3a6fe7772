import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../policy/document';
import { ownerOfNew, requireAcceptableAcl } from './acl-rules';
import { isAllowed, type AccessQuestion, type AccessRules } from './decide';
import { cannedGrants } from './grants';

const open: AccessRules = { policy: null, block: null, ownership: 'ObjectWriter', requesterPays: false };
const noBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};
const owner = { account: 'main', userName: null };
const other = { account: 'alt', userName: null };

const policy = (...statements: object[]) => {
  const whole = statements.map((statement) => ({
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:*',
    Resource: ['arn:aws:s3:::box', 'arn:aws:s3:::box/*'],
    ...statement,
  }));
  return parsePolicy(JSON.stringify({ Statement: whole }), 'box');
};
const ask = (rules: Partial<AccessRules>, question: Partial<AccessQuestion> = {}) => {
  return isAllowed(
    { ...open, ...rules },
    {
      caller: other,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::box/key',
      valuesOf: () => null,
      bucketOwner: 'main',
      owner: 'main',
      acl: null,
      agreesToPay: false,
      ...question,
    },
  );
};

describe('the owner', () => {
  it('may do everything that the policy does not deny', () => {
    expect(ask({}, { caller: owner })).toBe(true);
    expect(ask({ policy: policy({ Action: 's3:PutObject' }) }, { caller: owner })).toBe(true);
    expect(ask({ policy: policy({ Effect: 'Deny' }) }, { caller: owner })).toBe(false);
  });

  it('can always mend the policy as root, not as a user', () => {
    const rules = { policy: policy({ Effect: 'Deny' }) };
    for (const action of ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy']) {
      const question = { action, resource: 'arn:aws:s3:::box' };
      expect(ask(rules, { ...question, caller: owner })).toBe(true);
      expect(ask(rules, { ...question, caller: { account: 'main', userName: 'bob' } })).toBe(false);
    }
  });

  it('reads what others have put there only as their ACL allows', () => {
    const theirs = { caller: owner, owner: 'alt' };
    const shared = { grants: cannedGrants('bucket-owner-read', 'alt', 'main'), permission: 'READ' as const };
    expect(ask({}, theirs)).toBe(false);
    expect(ask({}, { ...theirs, acl: shared })).toBe(true);
    expect(ask({ ownership: 'BucketOwnerEnforced' }, theirs)).toBe(true);
  });
});

describe('others', () => {
  const publicAcl = { grants: cannedGrants('public-read', 'main', 'main'), permission: 'READ' as const };

  it('may do what a policy or an ACL allows', () => {
    expect(ask({})).toBe(false);
    expect(ask({}, { caller: null })).toBe(false);
    expect(ask({ policy: policy({}) })).toBe(true);
    expect(ask({ policy: policy({}) }, { caller: null })).toBe(true);
    expect(ask({ policy: policy({ Principal: { AWS: 'alt' } }) }, { caller: null })).toBe(false);
    expect(ask({}, { acl: publicAcl, caller: null })).toBe(true);
    expect(ask({ policy: policy({ Effect: 'Deny' }) }, { acl: publicAcl })).toBe(false);
  });

  it('are not given by a policy what is not the bucket owner’s', () => {
    expect(ask({ policy: policy({}) }, { owner: 'third' })).toBe(false);
  });

  it('are not let in by a public ACL that is ignored, or by any that is turned off', () => {
    const named = {
      grants: [{ grantee: { type: 'user', id: 'alt' }, permission: 'READ' }],
      permission: 'READ',
    } as const;
    const ignoring = { block: { ...noBlock, ignorePublicAcls: true } };
    expect(ask(ignoring, { acl: publicAcl })).toBe(false);
    expect(ask(ignoring, { acl: named })).toBe(true);
    expect(ask({ ownership: 'BucketOwnerEnforced' }, { acl: named })).toBe(false);
    expect(ask({ ownership: 'BucketOwnerPreferred' }, { acl: named })).toBe(true);
  });

  it('are cut off from a restricted bucket whose policy is public', () => {
    const block = { ...noBlock, restrictPublicBuckets: true };
    const toBoth = policy({}, { Principal: { AWS: 'alt' } });
    expect(ask({ policy: toBoth, block })).toBe(false);
    expect(ask({ policy: toBoth, block }, { caller: owner })).toBe(true);
    expect(ask({ policy: policy({ Principal: { AWS: 'alt' } }), block })).toBe(true);
  });

  it('must agree to pay where the requester pays, and be known', () => {
    const rules = { policy: policy({}), requesterPays: true };
    expect(ask(rules)).toBe(false);
    expect(ask(rules, { agreesToPay: true })).toBe(true);
    expect(ask(rules, { agreesToPay: true, caller: null })).toBe(false);
    expect(ask(rules, { caller: owner })).toBe(true);
  });
});

describe('an ACL that is asked for', () => {
  const accept = (rules: Partial<AccessRules>, canned: string | undefined, by = 'alt') => {
    const grants = cannedGrants(canned ?? 'private', by, 'main');
    try {
      requireAcceptableAcl({ ...open, ...rules }, { grants, cannedAcl: canned }, 'main');
      return 'ok';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('is refused where public ones are blocked and it is public', () => {
    const rules = { block: { ...noBlock, blockPublicAcls: true } };
    expect(accept(rules, 'public-read')).toBe('AccessDenied');
    expect(accept(rules, 'authenticated-read')).toBe('AccessDenied');
    expect(accept(rules, 'bucket-owner-read')).toBe('ok');
    expect(accept({}, 'public-read')).toBe('ok');
  });

  it('is refused where ACLs are turned off, unless it is the owner’s full control', () => {
    const rules = { ownership: 'BucketOwnerEnforced' as const };
    expect(accept(rules, 'public-read', 'main')).toBe('AccessControlListNotSupported');
    expect(accept(rules, 'private', 'main')).toBe('AccessControlListNotSupported');
    expect(accept(rules, 'bucket-owner-full-control', 'main')).toBe('ok');
    expect(accept(rules, undefined, 'main')).toBe('ok');
  });
});

describe('a new object', () => {
  it.each([
    ['ObjectWriter', 'bucket-owner-full-control', 'alt'],
    ['BucketOwnerPreferred', undefined, 'alt'],
    ['BucketOwnerPreferred', 'bucket-owner-full-control', 'main'],
    ['BucketOwnerEnforced', undefined, 'main'],
  ] as const)('under %s with the ACL %s belongs to %s', (ownership, canned, expected) => {
    expect(ownerOfNew({ ...open, ownership }, 'alt', 'main', canned)).toBe(expected);
  });
});
