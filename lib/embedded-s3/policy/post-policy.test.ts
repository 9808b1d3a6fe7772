import { describe, expect, it } from 'vitest';
import { parsePostPolicy, requirePolicy } from './post-policy';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const expiration = '2030-01-01T00:00:00.000Z';
const before = Date.parse(expiration) - 1;
const check = (conditions: unknown[], fields: Record<string, string>, now = before) =>
  requirePolicy(parsePostPolicy(encode({ expiration, conditions })), new Map(Object.entries(fields)), now);

describe('the policy of a form', () => {
  it.each([
    [[{ bucket: 'b' }, ['starts-with', '$key', 'u/']], { bucket: 'b', key: 'u/x' }],
    [[['eq', '$Key', 'k']], { key: 'k', 'x-ignore-me': '1', policy: 'p', 'x-amz-signature': 's' }],
    [[['starts-with', '$key', '']], { key: 'anything', bucket: 'b' }],
    [[['starts-with', '$Content-Type', 'image/']], { 'content-type': 'image/png,image/gif' }],
  ])('lets in what it allows: %j', (conditions, fields) => {
    expect(() => check(conditions, fields as Record<string, string>)).not.toThrow();
  });

  it.each([
    [[{ bucket: 'b' }], { bucket: 'c' }, 'Policy Condition failed: ["eq","$bucket","b"]'],
    [[['starts-with', '$key', 'u/']], { key: 'v/x' }, 'Policy Condition failed: ["starts-with","$key","u/"]'],
    [[['eq', '$acl', 'private']], {}, 'Policy Condition failed: ["eq","$acl","private"]'],
    [[['starts-with', '$content-type', 'image/']], { 'content-type': 'image/png,text/html' }, 'Condition failed'],
    [[], { acl: 'public-read' }, 'Extra input fields: acl'],
  ])('keeps out what it does not: %j', (conditions, fields, message) => {
    expect(() => check(conditions, fields as Record<string, string>)).toThrow(
      expect.objectContaining({ code: 'AccessDenied', message: expect.stringContaining(message) as string }),
    );
  });

  it('is over at its hour', () => {
    expect(() => check([], {}, before)).not.toThrow();
    expect(() => check([], {}, before + 1)).toThrow('Invalid according to Policy: Policy expired.');
  });

  it('bounds the size of the file', () => {
    const range = parsePostPolicy(encode({ expiration, conditions: [['content-length-range', 1, '10']] })).sizeRange;
    expect(range).toEqual({ least: 1, most: 10 });
  });

  it.each([
    ['no base64 of JSON'],
    [encode('text')],
    [encode({ conditions: [] })],
    [encode({ expiration: 'soon', conditions: [] })],
    [encode({ expiration })],
    [encode({ expiration, conditions: ['key'] })],
    [encode({ expiration, conditions: [{ a: '1', b: '2' }] })],
    [encode({ expiration, conditions: [{ a: 1 }] })],
    [encode({ expiration, conditions: [['ends-with', '$key', 'x']] })],
    [encode({ expiration, conditions: [['eq', 'key', 'x']] })],
    [encode({ expiration, conditions: [['eq', '$key']] })],
    [encode({ expiration, conditions: [['content-length-range', 5, 1]] })],
    [encode({ expiration, conditions: [['content-length-range', 'a', 1]] })],
  ])('is refused when it is none: %s', (field) => {
    expect(() => parsePostPolicy(field)).toThrow(expect.objectContaining({ code: 'InvalidPolicyDocument' }));
  });
});
