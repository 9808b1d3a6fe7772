import { describe, expect, it } from 'vitest';
import { toBucketArn, type Policy } from './document';
import { evaluate, type Question } from './evaluate';
import { lintPolicy, type PolicyPlace } from './lint';
import { findLockOuts, type SignedIn } from './lock-out';
import { isPublicPolicy } from './public-access';
import { policyTemplates } from './templates';
import { fromWire } from './wire';

const bucket = 'media';

/** A policy of statements as people write them; what is left out is “everyone may do all to everything here”. */
function read(...statements: Record<string, unknown>[]): Policy {
  const Statement = statements.map((one) => ({
    Effect: 'Allow',
    ...(!('NotPrincipal' in one) && { Principal: '*' }),
    ...(!('NotAction' in one) && { Action: 's3:*' }),
    ...(!('NotResource' in one) && { Resource: [toBucketArn(bucket), toBucketArn(bucket, '*')] }),
    ...one,
  }));
  return fromWire({ Version: '2012-10-17', Statement });
}

interface Asked extends Partial<Omit<Question, 'resource' | 'valuesOf'>> {
  key?: string | null;
  request?: Record<string, string[]>;
}

function ask(policy: Policy, { key = 'a.txt', request = {}, ...rest }: Asked = {}) {
  const valuesOf = (name: string) => request[name] ?? null;
  const resource = toBucketArn(bucket, key);
  return evaluate(policy, { caller: null, action: 's3:GetObject', resource, valuesOf, ...rest });
}

const ana = { arn: 'arn:aws:iam::444455556666:user/ana', canonicalId: null };
const isAllowed = (policy: Policy, asked: Asked = {}): boolean => ask(policy, asked).effect === 'Allow';

describe('a question to a policy', () => {
  it('is answered by the statement that decides, a denial before all', () => {
    const policy = read({}, { Effect: 'Deny', Resource: toBucketArn(bucket, 'sealed/*') });
    expect(ask(policy)).toMatchObject({ effect: 'Allow', statement: 0, isCertain: true });
    expect(ask(policy, { key: 'sealed/a' })).toMatchObject({ effect: 'Deny', statement: 1, isCertain: true });
    expect(ask(policy, { key: 'sealed/a' }).answers[0]).toEqual({ applies: 'yes', obstacle: null });
  });

  it('is told what keeps a statement from applying', () => {
    const [obstacle] = ask(read({ Action: 's3:PutObject' })).answers;
    expect(obstacle).toEqual({ applies: 'no', obstacle: 'its actions do not include s3:GetObject' });
    expect(ask(read({ Action: 's3:PutObject' })).effect).toBeNull();
  });

  it.each<[string, unknown, Question['caller'], boolean]>([
    ['everyone', '*', null, true],
    ['everyone with AWS', { AWS: '*' }, null, true],
    ['a user', { AWS: ana.arn }, ana, true],
    ['another user', { AWS: 'arn:aws:iam::444455556666:user/bob' }, ana, false],
    ['the account', { AWS: '444455556666' }, ana, true],
    ['the root of the account', { AWS: ['x', 'arn:aws:iam::444455556666:root'] }, ana, true],
    ['another account', { AWS: '444455557777' }, ana, false],
    ['a user, for nobody', { AWS: ana.arn }, null, false],
    ['a canonical id', { CanonicalUser: 'abc' }, { arn: null, canonicalId: 'abc' }, true],
    ['a user of Ceph', { AWS: 'arn:aws:iam:::user/alt' }, { arn: null, canonicalId: 'alt' }, true],
    ['another user of Ceph', { AWS: 'arn:aws:iam:::user/alt' }, { arn: null, canonicalId: 'main' }, false],
    ['a user of a tenant of Ceph', { AWS: 'arn:aws:iam::t:user/alt' }, { arn: null, canonicalId: 't$alt' }, true],
    ['a service', { Service: 'logging.s3.amazonaws.com' }, ana, false],
  ])('of somebody meant as %s', (_, Principal, caller, expected) => {
    expect(isAllowed(read({ Principal }), { caller })).toBe(expected);
    const { Principal: NotPrincipal } = { Principal };
    expect(isAllowed(read({ NotPrincipal }), { caller })).toBe(!expected);
  });

  it('is left open where nobody knows who is meant', () => {
    const caller = { arn: null, canonicalId: 'abc' };
    expect(ask(read({ Principal: { AWS: ana.arn } }), { caller })).toMatchObject({ effect: 'Allow', isCertain: false });
    expect(ask(read({ NotPrincipal: { AWS: ana.arn } }), { caller }).isCertain).toBe(false);
    const byId = read({ Principal: { CanonicalUser: 'abc' } });
    expect(ask(byId, { caller: ana })).toMatchObject({ effect: 'Allow', isCertain: false });
  });

  it('goes by action and resource, in patterns and their contrary', () => {
    expect(isAllowed(read({ Action: 'S3:get*' }))).toBe(true);
    expect(isAllowed(read({ NotAction: ['s3:Get*'] }))).toBe(false);
    expect(isAllowed(read({ NotResource: toBucketArn(bucket, 'b*') }))).toBe(true);
    expect(isAllowed(read({ NotResource: toBucketArn(bucket, 'a*') }))).toBe(false);
    expect(isAllowed(read({ Resource: toBucketArn(bucket) }), { action: 's3:ListBucket', key: null })).toBe(true);
    expect(isAllowed(read({ Resource: toBucketArn(bucket, '*') }), { action: 's3:ListBucket', key: null })).toBe(false);
  });

  it('fills in variables, in the newer language alone', () => {
    const policy = read({ Resource: toBucketArn(bucket, '${aws:username}/*') });
    const request = { 'aws:username': ['an*'] };
    expect(isAllowed(policy, { key: 'an*/x', request })).toBe(true);
    expect(isAllowed(policy, { key: 'anna/x', request })).toBe(false);
    expect(isAllowed(policy, { key: 'an*/x' })).toBe(false);
    expect(isAllowed({ ...policy, version: '2008-10-17' }, { key: '${aws:username}/x', request })).toBe(true);
    const withDefault = read({ Resource: toBucketArn(bucket, "${aws:username, 'nobody'}/*") });
    expect(isAllowed(withDefault, { key: 'nobody/x' })).toBe(true);
  });

  it.each<[operator: string, wanted: unknown, actual: string[] | null, expected: boolean]>([
    ['StringEquals', ['a', 'b'], ['b'], true],
    ['StringEquals', 'a*', ['ab'], false],
    ['StringEquals', 'a', null, false],
    ['StringEqualsIfExists', 'a', null, true],
    ['StringNotEquals', ['a', 'b'], ['b'], false],
    ['StringNotEquals', 'a', null, true],
    ['StringEqualsIgnoreCase', 'A', ['a'], true],
    ['StringLike', 'a?c*', ['abcde'], true],
    ['StringNotLike', 'a*', ['b'], true],
    ['NumericLessThanEquals', 100, ['100'], true],
    ['NumericLessThan', 100, ['100'], false],
    ['NumericGreaterThan', '5', ['x'], false],
    ['DateLessThan', '2030-01-01T00:00:00Z', ['2029-12-31T23:59:59Z'], true],
    ['DateGreaterThan', '2030-01-01T00:00:00Z', ['1893456001'], true],
    ['Bool', false, ['false'], true],
    ['IpAddress', ['10.0.0.0/8', '192.0.2.0/24'], ['192.0.2.7'], true],
    ['NotIpAddress', '192.0.2.0/24', ['192.0.2.7'], false],
    ['ArnLike', 'arn:aws:iam::*:user/*', [ana.arn], true],
    ['ArnEquals', 'arn:aws:*:user/*', [ana.arn], false],
    ['Null', 'true', null, true],
    ['Null', 'true', ['a'], false],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a'], ['a', 'b'], false],
    ['ForAllValues:StringEquals', ['a'], null, true],
    ['ForAnyValue:StringEquals', ['a'], ['a', 'b'], true],
    ['ForAnyValue:StringNotEquals', ['a'], ['a', 'b'], true],
    ['StringIs', 'a', ['a'], false],
  ])('under the condition %s %j, of %j: %s', (operator, wanted, actual, expected) => {
    const policy = read({ Condition: { [operator]: { 'Aws:Some': wanted } } });
    expect(isAllowed(policy, actual ? { request: { 'aws:some': actual } } : {})).toBe(expected);
  });
});

describe('a policy counts as public', () => {
  it.each<[string, Record<string, unknown>, boolean]>([
    ['for everyone', {}, true],
    ['for all but one', { NotPrincipal: { AWS: ana.arn } }, true],
    ['for one account', { Principal: { AWS: '444455556666' } }, false],
    ['when it denies', { Effect: 'Deny' }, false],
    ['from one network', { Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }, false],
    ['from half of the world', { Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } } }, true],
    ['for one organisation', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }, false],
    ['for organisations in general', { Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } }, true],
    ['under any other condition', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, true],
  ])('%s: %s', (_, statement, expected) => {
    expect(isPublicPolicy(read(statement))).toBe(expected);
  });
});

describe('the lint', () => {
  const place: PolicyPlace = { bucket, ignoredPrincipals: [], bytes: 100 };
  const texts = (policy: Policy, change: Partial<PolicyPlace> = {}): string =>
    lintPolicy(policy, { ...place, ...change })
      .map(({ text }) => text)
      .join('\n');
  const named = { Principal: { AWS: '444455556666' } };

  it('has nothing to say of a plain policy', () => {
    expect(texts(read(named))).toBe('');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown action', { ...named, Action: 's3:FetchObject' }, 's3:FetchObject is no action'],
    [
      'an action on the bucket among objects',
      { ...named, Action: 's3:ListBucket', Resource: toBucketArn(bucket, '*') },
      `s3:ListBucket acts on the bucket, which no resource names. Add ${toBucketArn(bucket)}.`,
    ],
    [
      'an action on objects on the bucket',
      { ...named, Action: ['s3:GetObject'], Resource: toBucketArn(bucket) },
      `s3:GetObject acts on objects, which no resource names. Add ${toBucketArn(bucket, '*')}.`,
    ],
    ['another bucket', { ...named, Resource: ['*', 'arn:aws:s3:::other/*'] }, 'arn:aws:s3:::other/* does not lie'],
    ['NotPrincipal that denies', { Effect: 'Deny', NotPrincipal: { AWS: ana.arn } }, 'NotPrincipal denies everyone'],
    ['NotPrincipal that allows', { NotPrincipal: { AWS: ana.arn } }, 'allows everyone but those named'],
    ['everyone', { Action: 's3:GetObject' }, 'lets everyone in, without keys: s3:GetObject.'],
    ['NotAction that allows', { ...named, NotAction: 's3:GetObject' }, 'allows every action but'],
    ['NotResource that allows', { ...named, NotResource: toBucketArn(bucket) }, 'everything but the resources'],
    ['no form of a principal', { Principal: { AWS: 'ana' } }, 'ana has no form of a principal'],
    ['the account of examples', { Principal: { AWS: '111122223333' } }, 'is the account of examples'],
    ['an unknown key', { ...named, Condition: { Bool: { 'aws:Secure': 'true' } } }, 'aws:Secure is no condition key'],
  ])('finds %s', (_, statement, expected) => {
    expect(texts(read(statement))).toContain(expected);
  });

  it('finds principals that the provider ignores', () => {
    const policy = read({ Principal: { AWS: '444455556666', CanonicalUser: 'abc' } });
    expect(texts(policy)).toBe('');
    expect(texts(policy, { ignoredPrincipals: ['canonicalUser'] })).toBe(
      'This provider ignores canonical users as principals.',
    );
  });

  it('finds what is too large, names used twice, and variables in the older language', () => {
    expect(texts(read(named), { bytes: 20_481 })).toContain('20,481 bytes; Amazon S3 takes 20,480');
    expect(texts(read({ ...named, Sid: 'A' }, { ...named, Sid: 'A' }))).toBe('Its Sid is that of statement 1 too.');
    const old = read({ ...named, Resource: toBucketArn(bucket, '${aws:username}/*'), Action: 's3:GetObject' });
    expect(texts({ ...old, version: null })).toContain('Version 2012-10-17');
    expect(texts(old)).toBe('');
  });

  it('finds in the templates what is to be filled in, and nothing wrong', () => {
    for (const { toPolicy } of policyTemplates) {
      const remarks = lintPolicy(toPolicy(bucket), place).map(({ text }) => text);
      expect(remarks.filter((text) => !/account of examples|lets everyone in/u.test(text))).toEqual([]);
    }
  });
});

describe('a lock-out', () => {
  const owner: SignedIn = {
    caller: { arn: null, canonicalId: 'main' },
    isOwner: true,
    valuesOf: (key) => (key === 'aws:securetransport' ? ['false'] : 'unknown'),
  };
  const guest: SignedIn = { ...owner, caller: { arn: null, canonicalId: 'alt' }, isOwner: false };
  const find = (policy: Policy, who = owner, before: Policy | null = null): string =>
    findLockOuts(policy, before, bucket, who).join('\n');
  const deny = (statement: Record<string, unknown>): Policy => read({ Effect: 'Deny', ...statement });

  it('is none where others are denied something, or these keys only a part', () => {
    expect(find(deny({ Principal: { AWS: 'arn:aws:iam:::user/alt' } }))).toBe('');
    expect(find(deny({ Resource: toBucketArn(bucket, 'sealed/*') }))).toBe('');
    expect(find(deny({ Action: 's3:PutObject', Condition: { Null: { 's3:x-amz-acl': 'true' } } }))).toBe('');
    expect(find(read({}))).toBe('');
  });

  it('is a denial of everything', () => {
    expect(find(deny({ Sid: 'Shut' }))).toBe(
      'By statement 1 (Shut) these keys lose s3:GetBucketPolicy, s3:PutBucketPolicy, s3:DeleteBucketPolicy, ' +
        's3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject.',
    );
  });

  it('is a denial of everyone but others', () => {
    expect(find(deny({ NotPrincipal: { AWS: 'arn:aws:iam:::user/alt' } }))).toContain('s3:DeleteBucketPolicy');
    expect(find(deny({ NotPrincipal: { AWS: 'arn:aws:iam:::user/main' } }))).toBe('');
  });

  it('is a demand for TLS that this console does not meet', () => {
    const tls = { Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(find(deny(tls))).toContain('these keys lose');
    expect(find(deny(tls), { ...owner, valuesOf: () => ['true'] })).toBe('');
  });

  it('may be where it hangs on what nobody can tell', () => {
    const away = deny({ Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } });
    expect(find(away)).toBe(
      'By statement 1 these keys may lose s3:GetBucketPolicy, s3:PutBucketPolicy, s3:DeleteBucketPolicy: ' +
        'it hangs on aws:SourceIp (NotIpAddress).',
    );
    expect(find(deny({ Principal: { AWS: ana.arn } }))).toContain('may lose');
  });

  it('is the end of the leave that a guest had', () => {
    const leave = read({ Principal: { AWS: 'arn:aws:iam:::user/alt' } });
    const less = read({ Principal: { AWS: 'arn:aws:iam:::user/alt' }, Action: ['s3:GetObject', 's3:*BucketPolicy'] });
    expect(find(less, guest, leave)).toBe(
      'The bucket is not theirs, and no statement allows these keys s3:ListBucket, s3:PutObject, s3:DeleteObject any more.',
    );
    expect(find(less, owner, leave)).toBe('');
    expect(find(leave, guest, leave)).toBe('');
  });
});
