import { expect, it } from 'vitest';
import { toBucketArn } from './document';
import { renameBucket } from './rename-bucket';
import { makePolicy, makeStatement } from './templates';

it('a policy of another bucket names that bucket in its resources, and nothing else changes', () => {
  const policy = makePolicy(
    makeStatement({
      actions: { isNot: false, values: 's3:*' },
      resources: { isNot: false, values: [toBucketArn('a'), toBucketArn('a', 'x/*'), toBucketArn('ab', '*'), '*'] },
      conditions: [{ operator: 'ArnLike', key: 'aws:SourceArn', values: toBucketArn('a') }],
    }),
  );
  const [renamed] = renameBucket(policy, 'a', 'b').statements;
  expect(renamed).toEqual({
    ...policy.statements[0],
    resources: { isNot: false, values: [toBucketArn('b'), toBucketArn('b', 'x/*'), toBucketArn('ab', '*'), '*'] },
  });
});
