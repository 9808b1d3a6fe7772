import type { CopyInput } from '@/lib/copying/schema';
import type { ObjectDetails } from '@/lib/objects/types';
import { dropEmptyPairs, findPairProblem, type Pair } from './pairs';

type SystemMetadata = NonNullable<CopyInput['metadata']>['system'];

export interface MetadataDraft {
  system: SystemMetadata;
  user: Pair[];
  storageClass: string;
}

/** The fields in the order they are shown, with the header each stands for. */
export const systemFields: readonly { name: keyof SystemMetadata; header: string; placeholder: string }[] = [
  { name: 'contentType', header: 'Content-Type', placeholder: 'binary/octet-stream' },
  { name: 'cacheControl', header: 'Cache-Control', placeholder: 'max-age=3600' },
  { name: 'contentDisposition', header: 'Content-Disposition', placeholder: 'attachment' },
  { name: 'contentEncoding', header: 'Content-Encoding', placeholder: 'gzip' },
  { name: 'contentLanguage', header: 'Content-Language', placeholder: 'en' },
  { name: 'expires', header: 'Expires', placeholder: 'Thu, 01 Jan 2032 00:00:00 GMT' },
  { name: 'websiteRedirect', header: 'x-amz-website-redirect-location', placeholder: '/other.html' },
];

/** S3 names no class for STANDARD. */
const standardClass = 'STANDARD';

/** Classes an object can be written to (API_CopyObject, x-amz-storage-class). */
export const storageClasses = [
  standardClass,
  'INTELLIGENT_TIERING',
  'STANDARD_IA',
  'ONEZONE_IA',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
  'REDUCED_REDUNDANCY',
] as const;

export function toMetadataDraft(details: ObjectDetails): MetadataDraft {
  const read = (header: string): string => details.systemMetadata.find(({ name }) => name === header)?.value ?? '';
  const system = Object.fromEntries(systemFields.map(({ name, header }) => [name, read(header)]));
  return {
    system: system as SystemMetadata,
    user: details.userMetadata.map(({ name, value }) => ({ name, value })),
    storageClass: details.storageClass ?? standardClass,
  };
}

/** Header names in HTTP (RFC 9110, 5.1): what may follow `x-amz-meta-`. */
const headerName = /^[!#$%&'*+.^_`|~0-9a-z-]+$/iu;
/** Values travel as headers: visible characters, spaces and tabs. */
const headerValue = /^[\t\u0020-\u007e\u00a0-\u{10ffff}]*$/u;

/** What keeps the draft from being saved, if anything. */
export function findMetadataProblem({ system, user }: MetadataDraft): string | null {
  const pairs = user.map(({ name, value }) => ({ name: name.toLowerCase(), value }));
  const problem = findPairProblem(pairs);
  if (problem) return problem;
  const wrong = dropEmptyPairs(pairs).find(({ name }) => !headerName.test(name));
  if (wrong) return `“${wrong.name}” cannot be the name of a header: letters, digits and dashes only.`;
  if (system.expires !== '' && Number.isNaN(Date.parse(system.expires))) return 'Expires is not a date.';
  const values = [...Object.values(system), ...pairs.map(({ value }) => value)];
  return values.every((value) => headerValue.test(value)) ? null : 'A value has a control character in it.';
}

/** What is to be written; `null` when nothing differs. */
export function toMetadataChange(
  before: MetadataDraft,
  after: MetadataDraft,
): Pick<CopyInput, 'metadata' | 'storageClass'> | null {
  const user = dropEmptyPairs(after.user);
  const isSame = JSON.stringify([before.system, before.user]) === JSON.stringify([after.system, user]);
  const isSameClass = before.storageClass === after.storageClass;
  if (isSame && isSameClass) return null;
  return {
    ...(!isSame && { metadata: { system: after.system, user } }),
    ...(!isSameClass && { storageClass: after.storageClass }),
  };
}
