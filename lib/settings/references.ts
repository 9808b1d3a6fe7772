const pages = 'https://docs.aws.amazon.com/AmazonS3/latest/API';

/** Page of the S3 API Reference about a field of one of its types, at the place of the field. */
export function toReference(type: string, field: string): string {
  return `${pages}/API_${type}.html#AmazonS3-Type-${type}-${field}`;
}

/** The same for several fields of a type: from our names and theirs to pages. */
export function toReferences<Name extends string>(type: string, fields: Record<Name, string>): Record<Name, string> {
  const entries = Object.entries<string>(fields).map(([name, field]) => [name, toReference(type, field)]);
  return Object.fromEntries(entries) as Record<Name, string>;
}

/** Of whom a grant is for, in an ACL and wherever else there are grants. */
export const granteeReferences = toReferences('Grantee', {
  id: 'ID',
  email: 'EmailAddress',
  group: 'URI',
});
