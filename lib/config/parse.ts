import type { z } from 'zod';
import { ConfigError } from './types.ts';

/** How a field is called where the operator wrote it; `path` is zod's. */
export type NameField = (path: PropertyKey[]) => string;

function explain(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? 'is missing' : `must be of type ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
    case 'too_big':
    case 'invalid_format':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return issue.message;
  }
}

function toLines(issue: z.core.$ZodIssue, nameField: NameField): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${nameField([...issue.path, key])} is not known to Cooper`);
  }
  return [`${nameField(issue.path)} ${explain(issue)}`];
}

/** Parses by the schema. @throws ConfigError that names each wrong field and repeats none of their values. */
export function parseFields<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  nameField: NameField,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ConfigError(result.error.issues.flatMap((issue) => toLines(issue, nameField)).join('\n'));
}
