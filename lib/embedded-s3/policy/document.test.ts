import { describe, expect, it } from 'vitest';
import { parsePolicy } from './document';
import { isPublicPolicy } from './public';

const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::box/*' };
const parse = (...statements: unknown[]) => {
  return parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'box');
};
const without = (name: string) => Object.fromEntries(Object.entries(statement).filter(([field]) => field !== name));

describe('a policy that is put', () => {
  it('may hold one statement without a list', () => {
    expect(parsePolicy(JSON.stringify({ Statement: statement }), 'box')).toMatchObject({
      hasVariables: false,
      statements: [{ effect: 'Allow' }],
    });
  });

  it.each([
    ['', "Policies must be valid JSON and the first byte must be '{'"],
    ['[]', "Policies must be valid JSON and the first byte must be '{'"],
    ['{}', 'Missing required field Statement'],
    ['{"Version":"2020-01-01","Statement":[]}', 'The policy must contain a valid version string'],
    ['{"Statement":[]}', 'Could not parse the policy: Statement is empty!'],
    ['{"Statements":[]}', 'Unknown field Statements'],
    ['{"Statement":["x"]}', 'Invalid policy syntax.'],
  ])('is refused: %s', (source, message) => {
    expect(() => parsePolicy(source, 'box')).toThrow(expect.objectContaining({ code: 'MalformedPolicy', message }));
  });

  it.each([
    [without('Effect'), 'Missing required field Effect'],
    [without('Principal'), 'Missing required field Principal'],
    [without('Action'), 'Missing required field Action'],
    [without('Resource'), 'Missing required field Resource'],
    [{ ...statement, NotAction: 's3:PutObject' }, 'Invalid policy syntax.'],
    [{ ...statement, Effect: 'allow' }, 'Invalid effect: "allow"'],
    [{ ...statement, Colour: 'red' }, 'Unknown field Colour'],
    [{ ...statement, Principal: 'alt' }, 'Invalid principal in policy'],
    [{ ...statement, Principal: {} }, 'Invalid principal in policy'],
    [{ ...statement, Principal: { AWS: 'arn:aws:s3:::box' } }, 'Invalid principal in policy'],
    [{ ...statement, Principal: { Person: 'alt' } }, 'Invalid principal in policy'],
    [{ ...statement, Action: 's3:FetchObject' }, 'Policy has invalid action'],
    [{ ...statement, Action: 'ec2:RunInstances' }, 'Policy has invalid action'],
    [{ ...statement, Action: [] }, 'Policy has invalid action'],
    [{ ...statement, Action: [7, {}] }, 'Policy has invalid action'],
    [{ ...statement, Resource: 'arn:aws:s3:::other/*' }, 'Policy has invalid resource'],
    [{ ...statement, Resource: 'box/*' }, 'Policy has invalid resource'],
    [{ ...statement, Resource: 'arn:aws:s3:::box' }, 'Action does not apply to any resource(s) in statement'],
    [{ ...statement, Action: 's3:ListBucket' }, 'Action does not apply to any resource(s) in statement'],
    [{ ...statement, Condition: { StringSame: { 'aws:Referer': 'x' } } }, 'Invalid Condition type : StringSame'],
    [{ ...statement, Condition: { NullIfExists: { 'aws:Referer': 'x' } } }, 'Invalid Condition type : NullIfExists'],
    [{ ...statement, Condition: { StringEquals: { Referer: 'x' } } }, 'Policy has an invalid condition key'],
    [{ ...statement, Condition: { StringEquals: 'x' } }, 'Invalid policy syntax.'],
  ])('is refused: %j', (wrong, message) => {
    expect(() => parse(wrong)).toThrow(expect.objectContaining({ code: 'MalformedPolicy', message }));
  });
});

describe('a policy', () => {
  const when = (Condition: object) => parse({ ...statement, Condition });

  it('is public when it lets in everybody, whatever else it denies', () => {
    expect(isPublicPolicy(parse(statement))).toBe(true);
    expect(isPublicPolicy(parse({ ...statement, Principal: { AWS: ['*', 'alt'] } }))).toBe(true);
    const { Principal: _principal, ...rest } = statement;
    expect(isPublicPolicy(parse({ ...rest, NotPrincipal: { AWS: 'alt' } }))).toBe(true);
    expect(isPublicPolicy(parse(statement, { ...statement, Effect: 'Deny' }))).toBe(true);
  });

  it('is not public when it lets in some, or denies', () => {
    expect(isPublicPolicy(parse({ ...statement, Principal: { AWS: 'alt' } }))).toBe(false);
    expect(isPublicPolicy(parse({ ...statement, Effect: 'Deny' }))).toBe(false);
  });

  it.each([
    [{ IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }, false],
    [{ IpAddress: { 'aws:SourceIp': '10.0.0.0/4' } }, false],
    [{ IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '0.0.0.0/1'] } }, true],
    [{ IpAddress: { 'aws:SourceIp': '2001::/16' } }, true],
    [{ NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }, true],
    [{ StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::alt:root' } }, false],
    [{ StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } }, true],
    [{ StringEquals: { 'aws:SourceVpc': 'vpc-${aws:username}' } }, true],
    [{ StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' } }, true],
    [{ StringLike: { 'aws:Referer': 'https://console.example/' } }, true],
  ])('for everybody with %j is public: %s', (condition, expected) => {
    expect(isPublicPolicy(when(condition))).toBe(expected);
  });
});
