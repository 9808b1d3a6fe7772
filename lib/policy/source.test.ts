import { describe, expect, it } from 'vitest';
import { completePolicy } from './completion';
import { lintPolicySource } from './source-lint';
import { findStatementRanges } from './source-places';

/** The labels that are offered where `|` stands; `null` where none are. */
function complete(marked: string): string[] | null {
  const position = marked.indexOf('|');
  const found = completePolicy(marked.replace('|', ''), position, 'media');
  return found && found.options.map(({ label }) => label);
}

describe('completion of a policy', () => {
  it('offers actions of S3, alone and in a list', () => {
    for (const text of ['{"Statement":[{"Action":"|"}]}', '{"Statement":{"NotAction":["s3:GetObject", "s3:Pu|']) {
      expect(complete(text)).toEqual(expect.arrayContaining(['s3:*', 's3:GetObject', 's3:PutBucketPolicy']));
    }
  });

  it('offers this bucket and its objects as resources', () => {
    expect(complete('{"Statement":[{"Resource":["|"]}]}')).toEqual(['arn:aws:s3:::media', 'arn:aws:s3:::media/*']);
  });

  it('offers operators and condition keys as names, and nothing for what nobody knows', () => {
    const condition = (text: string) => complete(`{"Statement":[{"Condition":{${text}}}]}`);
    expect(condition('"|"')).toEqual(expect.arrayContaining(['StringLike', 'IpAddress', 'Null']));
    expect(condition('"StringLike":{"|":""}')).toEqual(expect.arrayContaining(['aws:SourceIp', 's3:prefix']));
    expect(condition('"StringLike":{"s3:prefix":"|"}')).toBeNull();
  });

  it('offers elements of statement and document, effects and principals', () => {
    expect(complete('{"|')).toEqual(['Version', 'Id', 'Statement']);
    expect(complete('{"Statement":[{"Sid":"x","|"}]}')).toContain('Effect');
    expect(complete('{"Statement":[{"Effect":"|"}]}')).toEqual(['Allow', 'Deny']);
    expect(complete('{"Statement":[{"Principal":{"|":""}}]}')).toContain('CanonicalUser');
    expect(complete('{"Statement":[{"Principal":{"AWS":["|"]}}]}')).toEqual(['*']);
  });

  it('replaces what was typed, and is not led astray by brackets and quotes in texts', () => {
    const text = '{"Id":"}]\\"{,:","Statement":[{"Action":"s3:Get';
    expect(completePolicy(text, text.length, 'media')?.from).toBe(text.indexOf('s3:Get'));
    expect(complete('{"Statement":[{"Action": |')).toBeNull();
    expect(complete('{"Statement":[{"Sid":"|"}]}')).toBeNull();
  });
});

describe('remarks in place', () => {
  const statement = (change: object) => ({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', ...change });
  const Resource = 'arn:aws:s3:::media/*';
  const place = { bucket: 'media', ignoredPrincipals: [] };
  const lint = (document: unknown) => {
    const text = JSON.stringify(document, null, 2);
    return lintPolicySource(text, place).map((remark) => ({ ...remark, under: text.slice(remark.from, remark.to) }));
  };

  it('underline the value they speak of, in its own statement', () => {
    const Statement = [statement({ Resource }), statement({ Resource, Action: ['s3:GetObject', 's3:Nonsense'] })];
    const found = lint({ Version: '2012-10-17', Statement }).find(({ text }) => text.startsWith('s3:Nonsense'));
    expect(found).toMatchObject({ statement: 1, under: '"s3:Nonsense"' });
    expect(lint({ Version: '2012-10-17', Statement: statement({ Resource }) })[0]?.under).toBe('{');
  });

  it('find every statement, in a list and alone', () => {
    const text = '{"Statement":[{"a":{"b":[{}]}},{}],"Id":"{"}';
    expect(findStatementRanges(text).map(({ from, to }) => text.slice(from, to))).toEqual(['{"a":{"b":[{}]}}', '{}']);
    expect(findStatementRanges('{"Statement":{"Sid":"}"}}')).toEqual([{ from: 13, to: 24 }]);
  });

  it('are none while the text cannot be read', () => {
    expect(lintPolicySource('{"Statement":[', place)).toEqual([]);
  });
});
