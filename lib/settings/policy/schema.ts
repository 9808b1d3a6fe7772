import { z } from 'zod';
import { toList, type Policy, type Statement } from '@/lib/policy/document';
import { readOperator } from '@/lib/policy/operators';

const oneOrMore = (message: string) =>
  z.union([z.string(), z.array(z.string())]).superRefine((values, context) => {
    const list = toList(values);
    if (list.length === 0) context.addIssue({ code: 'custom', path: [], message });
    for (const [index, text] of list.entries()) {
      if (text.trim() === '') context.addIssue({ code: 'custom', path: [index], message });
    }
  });

const names = oneOrMore('Give a name, or remove the line.').nullable();
const who = z.union([
  z.literal('*'),
  z
    .object({ aws: names, canonicalUser: names, service: names, federated: names })
    .refine((kinds) => Object.values(kinds).some((kind) => kind !== null), 'Name at least one principal.'),
]);

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const condition = z.object({
  operator: z.string().refine((text) => readOperator(text) !== null, 'There is no operator of that name.'),
  key: z.string().regex(/^[\w-]+:\S/u, 'A key has a prefix and a name, such as aws:SourceIp.'),
  values: z.union([scalar, z.array(scalar)]).refine((values) => toList(values).length > 0, 'Give at least one value.'),
});

const noUnknown = z.record(z.string(), z.unknown()).superRefine((elements, context) => {
  for (const name of Object.keys(elements)) {
    context.addIssue({ code: 'custom', message: `“${name}” is no element of a policy.` });
  }
});

const statement = z.object({
  sid: z.string().nullable(),
  effect: z.enum(['Allow', 'Deny']),
  principals: z
    .object({ isNot: z.boolean(), who })
    .nullable()
    .refine((principals) => principals !== null, 'Say whom the statement is about.'),
  actions: z.object({ isNot: z.boolean(), values: oneOrMore('Give an action, such as s3:GetObject.') }),
  resources: z.object({ isNot: z.boolean(), values: oneOrMore('Give the ARN of the bucket or of objects in it.') }),
  conditions: z.array(condition).superRefine((conditions, context) => {
    const seen = new Set<string>();
    for (const [index, { operator, key }] of conditions.entries()) {
      const name = `${operator} ${key}`;
      if (seen.has(name)) {
        const message = 'This operator has a condition on this key already: put the values there.';
        context.addIssue({ code: 'custom', path: [index, 'key'], message });
      }
      seen.add(name);
    }
  }),
  unknown: noUnknown,
}) satisfies z.ZodType<Statement>;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export const policySchema: z.ZodType<Policy> = z
  .object({
    version: z.enum(['2012-10-17', '2008-10-17'], 'There are two versions: 2012-10-17 and 2008-10-17.').nullable(),
    id: z.string().nullable(),
    statements: z.array(statement).min(1, 'Without any statement, delete the policy instead.'),
    isSingle: z.boolean(),
    unknown: noUnknown,
  })
  .refine(({ isSingle, statements }) => !isSingle || statements.length === 1, {
    path: ['statements'],
    message: 'Several statements stand in a list.',
  });
