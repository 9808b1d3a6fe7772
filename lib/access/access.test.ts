import { describe, expect, it } from 'vitest';
import { expandCannedAcl, type Acl } from '@/lib/acl/grants';
import { fromWire } from '@/lib/policy/wire';
import type { AccessFacts, Fact } from './facts';
import { judgeAccess } from './judge';
import { findSubjects } from './subjects';
import type { AccessAct, Subject } from './types';
import { toProbeAnswer } from './wire';

const owner = { id: 'main', displayName: null };
const known = <Value>(value: Value | null): Fact<Value> => ({ isKnown: true, value });
const unseen = { isKnown: false } as const;

const plain: AccessFacts = {
  bucket: 'box',
  policy: known<never>(null),
  acl: known(expandCannedAcl('private', owner)),
  block: known<never>(null),
  ownership: known<never>(null),
  payment: known<never>(null),
  object: null,
  heedsRestriction: true,
  callerId: 'main',
  isSecure: true,
};

const toPolicy = (...Statement: object[]): Pick<AccessFacts, 'policy'> => ({
  policy: known(fromWire({ Version: '2012-10-17', Statement })),
});
const toAll = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::box/*' };
const toOpen = { ...toAll, Resource: 'arn:aws:s3:::box/open/*' };
const anonymous: Subject = { kind: 'anonymous' };
const account: Subject = { kind: 'account' };
const itsOwner: Subject = { kind: 'owner', id: 'main' };
const user = (id: string): Subject => ({ kind: 'user', id, displayName: null });

const judge = (facts: Partial<AccessFacts>, subject: Subject, act: AccessAct) =>
  judgeAccess({ ...plain, ...facts }, subject, act);
const answer = (facts: Partial<AccessFacts>, subject: Subject, act: AccessAct) => judge(facts, subject, act).answer;

const blocked = (change: object): Pick<AccessFacts, 'block'> => ({
  block: known({
    blockPublicAcls: false,
    ignorePublicAcls: false,
    blockPublicPolicy: false,
    restrictPublicBuckets: false,
    ...change,
  }),
});
const listed = { acl: known(expandCannedAcl('public-read', owner)) };
const objectAcl = (acl: Acl): Pick<AccessFacts, 'object'> => ({ object: { key: 'a', acl: known(acl) } });

describe('effective access', () => {
  it('is the owner’s alone where nothing is set', () => {
    for (const act of ['list', 'read', 'write', 'delete'] as const) {
      expect(judge({}, anonymous, act)).toEqual({ answer: 'no', reasons: ['Nothing allows it.'] });
      expect(answer({}, account, act)).toBe('no');
      expect(judge({}, itsOwner, act)).toEqual({ answer: 'yes', reasons: ['The bucket is theirs.'] });
    }
  });

  it('names the statement that allows or denies', () => {
    expect(judge(toPolicy({ ...toAll, Sid: 'Open' }), anonymous, 'read')).toEqual({
      answer: 'yes',
      reasons: ['Policy, statement 1 (Open): allows it.'],
    });
    const shut = toPolicy(toAll, { ...toAll, Effect: 'Deny' });
    expect(judge(shut, itsOwner, 'read')).toEqual({ answer: 'no', reasons: ['Policy, statement 2: denies it.'] });
  });

  it('tells keys that the policy treats apart', () => {
    const { answer: some, reasons } = judge(toPolicy(toOpen), anonymous, 'read');
    expect(some).toBe('some');
    expect(reasons).toEqual([
      'Keys open/*: yes. Policy, statement 1: allows it.',
      'All other keys: no. Nothing allows it.',
    ]);
    const sealed = toPolicy(toAll, { ...toOpen, Effect: 'Deny', Resource: 'arn:aws:s3:::box/sealed/*' });
    expect(answer(sealed, anonymous, 'read')).toBe('some');
    const one = (key: string) => ({ ...sealed, object: { key, acl: known<Acl>(null) } });
    expect(answer(one('sealed/x'), anonymous, 'read')).toBe('no');
    expect(answer(one('x'), anonymous, 'read')).toBe('yes');
  });

  it('says perhaps where it hangs on what nobody knows, and why', () => {
    const Condition = { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } };
    const { answer: perhaps, reasons } = judge(toPolicy({ ...toAll, Condition }), anonymous, 'read');
    expect(perhaps).toBe('perhaps');
    expect(reasons.join()).toContain('aws:SourceIp');
    expect(answer({ policy: unseen }, anonymous, 'read')).toBe('perhaps');
    expect(answer({ policy: unseen }, itsOwner, 'read')).toBe('perhaps');
    expect(answer({ acl: unseen }, anonymous, 'write')).toBe('perhaps');
  });

  it('knows what a request without keys has, and the way it comes', () => {
    const tls = { ...toAll, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(answer(toPolicy(toAll, tls), anonymous, 'read')).toBe('yes');
    expect(answer({ ...toPolicy(toAll, tls), isSecure: false }, anonymous, 'read')).toBe('no');
    const ofOrganisation = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } };
    expect(answer(toPolicy({ ...toAll, Condition: ofOrganisation }), anonymous, 'read')).toBe('no');
    expect(answer(toPolicy({ ...toAll, Condition: ofOrganisation }), account, 'read')).toBe('perhaps');
  });

  it('lets an ACL open the bucket, unless something makes it void', () => {
    expect(judge(listed, anonymous, 'list').reasons).toEqual(['ACL: read for everyone.']);
    expect(answer(listed, anonymous, 'list')).toBe('yes');
    expect(answer(listed, anonymous, 'read')).toBe('no');
    expect(answer({ ...listed, ...blocked({ ignorePublicAcls: true }) }, anonymous, 'list')).toBe('no');
    const enforced = { ownership: known({ ownership: 'bucket-owner-enforced' as const }) };
    expect(judge({ ...listed, ...enforced }, anonymous, 'list')).toMatchObject({
      answer: 'no',
      reasons: ['ACL: read for everyone, which is void: object ownership has turned ACLs off.'],
    });
    const forAccounts = { acl: known(expandCannedAcl('authenticated-read', owner)) };
    expect(answer(forAccounts, anonymous, 'list')).toBe('no');
    expect(answer(forAccounts, account, 'list')).toBe('yes');
  });

  it('lets the ACL of an object open that object', () => {
    expect(answer(objectAcl(expandCannedAcl('public-read', owner)), anonymous, 'read')).toBe('yes');
    expect(answer(objectAcl(expandCannedAcl('public-read', owner)), anonymous, 'write')).toBe('no');
    const foreign = {
      ...toPolicy(toAll),
      ...objectAcl(expandCannedAcl('private', { id: 'other', displayName: null })),
    };
    expect(answer(foreign, anonymous, 'read')).toBe('perhaps');
  });

  it('heeds a restriction of public buckets, and who pays', () => {
    const restricted = { ...toPolicy(toAll), ...blocked({ restrictPublicBuckets: true }) };
    expect(answer(restricted, anonymous, 'read')).toBe('no');
    expect(answer(restricted, itsOwner, 'read')).toBe('yes');
    expect(judge({ ...restricted, heedsRestriction: false }, anonymous, 'read')).toEqual({
      answer: 'yes',
      reasons: [
        'Policy, statement 1: allows it.',
        'The public access block would restrict a public policy, but this server does not heed that.',
      ],
    });
    const paid = { ...toPolicy(toAll), payment: known({ payer: 'requester' as const }) };
    expect(answer(paid, anonymous, 'read')).toBe('no');
    expect(answer(paid, account, 'read')).toBe('yes');
  });

  it('finds everybody who is named, once, and judges each', () => {
    const names = {
      ...toAll,
      Principal: { AWS: ['arn:aws:iam:::user/alt', '111122223333'], Service: 'logging.s3.amazonaws.com' },
    };
    const grants: Acl['grants'] = [
      { grantee: { kind: 'user', id: 'alt', displayName: 'Alt User' }, permission: 'read' },
      { grantee: { kind: 'email', email: 'a@example.net' }, permission: 'write' },
    ];
    const facts: AccessFacts = { ...plain, ...toPolicy(names), acl: known({ owner, grants }), callerId: 'third' };
    expect(findSubjects(facts)).toEqual([
      anonymous,
      account,
      itsOwner,
      { kind: 'keys', id: 'third' },
      { kind: 'user', id: 'alt', displayName: 'Alt User' },
      { kind: 'email', email: 'a@example.net' },
      { kind: 'principal', name: '111122223333' },
      { kind: 'service', name: 'logging.s3.amazonaws.com' },
    ]);
    expect(answer(facts, user('alt'), 'list')).toBe('yes');
    expect(answer(facts, user('alt'), 'read')).toBe('yes');
    expect(answer(facts, { kind: 'email', email: 'a@example.net' }, 'delete')).toBe('yes');
    expect(answer(facts, { kind: 'principal', name: '111122223333' }, 'read')).toBe('yes');
    expect(answer(facts, { kind: 'service', name: 'logging.s3.amazonaws.com' }, 'read')).toBe('yes');
    expect(answer(facts, { kind: 'service', name: 'other.amazonaws.com' }, 'read')).toBe('no');
    expect(answer(facts, account, 'read')).toBe('no');
    // The list has no grant for the owner.
    expect(answer(facts, itsOwner, 'list')).toBe('perhaps');
  });
});

describe('an answer to the anonymous probe', () => {
  const say = (status: number, beginning = '', headers: Record<string, string> = {}) => ({
    status,
    beginning,
    headers: new Headers(headers),
  });

  it('is a listing only where it looks like one', () => {
    expect(toProbeAnswer('list', say(200, '<?xml?><ListBucketResult xmlns="x">')).isOpen).toBe(true);
    expect(toProbeAnswer('list', say(200, '<html>welcome')).isOpen).toBeNull();
    expect(toProbeAnswer('list', null)).toMatchObject({ status: null, isOpen: null });
  });

  it('keeps the code of an error and nothing else of a body', () => {
    const body = '<Error><Code>AccessDenied</Code><Message>secret</Message></Error>';
    expect(toProbeAnswer('get', say(403, body))).toEqual({
      request: 'get',
      status: 403,
      isOpen: false,
      code: 'AccessDenied',
      location: null,
    });
    expect(toProbeAnswer('get', say(206, body)).code).toBeNull();
    expect(toProbeAnswer('get', say(416)).isOpen).toBe(true);
  });

  it('tells where a redirect leads, and does not take it for an answer', () => {
    const moved = toProbeAnswer('get', say(301, '', { location: 'https://elsewhere.example/' }));
    expect(moved).toMatchObject({ isOpen: null, location: 'https://elsewhere.example/' });
  });
});
