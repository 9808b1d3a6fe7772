import { toBucketArn, type Policy, type Texts } from './document';

/** A policy of one bucket as one of another: its resources name the other. Conditions stay as they are. */
export function renameBucket(policy: Policy, from: string, to: string): Policy {
  const [old, own] = [toBucketArn(from), toBucketArn(to)];
  const rename = (resource: string): string =>
    resource === old || resource.startsWith(`${old}/`) ? own + resource.slice(old.length) : resource;
  const renameAll = (texts: Texts): Texts => (typeof texts === 'string' ? rename(texts) : texts.map(rename));
  return {
    ...policy,
    statements: policy.statements.map((statement) => ({
      ...statement,
      resources: { ...statement.resources, values: renameAll(statement.resources.values) },
    })),
  };
}
