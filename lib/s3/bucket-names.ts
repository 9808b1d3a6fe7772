/**
 * The rules for naming general purpose buckets
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html). Servers other than Amazon's keep to the first
 * group as well, because a bucket may be addressed as a host name (RFC 1123, section 2.1), and ignore the reservations.
 */

/** What is wrong with a name. `refused`: no S3 server may take it. `caution`: some will, and this is what to expect. */
export interface NameProblem {
  severity: 'refused' | 'caution';
  /** A sentence for the person who types. */
  message: string;
}

const minLength = 3;
const maxLength = 63;

/** Beginnings and endings that Amazon keeps for itself, with what they are for. */
const reservedPrefixes: readonly [string, string][] = [
  ['xn--', 'internationalised host names'],
  ['sthree-', 'Amazon S3 itself'],
  ['amzn-s3-demo-', 'the examples in Amazon’s documentation'],
];

const reservedSuffixes: readonly [string, string][] = [
  ['-s3alias', 'access point aliases'],
  ['--ol-s3', 'Object Lambda access points'],
  ['.mrap', 'Multi-Region Access Points'],
  ['--x-s3', 'directory buckets'],
  ['--table-s3', 'table buckets'],
  ['-an', 'buckets in an account’s regional namespace'],
];

const refused = (message: string): NameProblem => ({ severity: 'refused', message });
const caution = (message: string): NameProblem => ({ severity: 'caution', message });

function findForbiddenCharacter(name: string): NameProblem | null {
  const forbidden = /[^a-z0-9.-]/u.exec(name)?.[0];
  if (forbidden === undefined) return null;
  if (/\p{Lu}/u.test(forbidden)) return refused('Use lowercase letters only.');
  if (/\s/u.test(forbidden)) return refused('A name has no spaces. Use a hyphen.');
  if (forbidden === '_') return refused('A name has no underscores. Use a hyphen.');
  return refused(`“${forbidden}” is not allowed. Use lowercase letters, digits, hyphens and dots.`);
}

function findShapeProblem(name: string): NameProblem | null {
  if (name.length < minLength) return refused(`A name has at least ${minLength} characters.`);
  if (name.length > maxLength)
    return refused(`A name has at most ${maxLength} characters; this one has ${name.length}.`);
  if (!/^[a-z0-9]/u.test(name)) return refused('A name begins with a letter or a digit.');
  if (!/[a-z0-9]$/u.test(name)) return refused('A name ends with a letter or a digit.');
  if (name.includes('..')) return refused('Two dots may not stand together.');
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/u.test(name)) return refused('A name may not look like an IP address.');
  return null;
}

function findReservation(name: string): NameProblem | null {
  const prefix = reservedPrefixes.find(([text]) => name.startsWith(text));
  if (prefix)
    return caution(`Amazon S3 keeps names that begin with “${prefix[0]}” for ${prefix[1]}, and refuses this one.`);
  const suffix = reservedSuffixes.find(([text]) => name.endsWith(text));
  if (suffix)
    return caution(`Amazon S3 keeps names that end in “${suffix[0]}” for ${suffix[1]}, and refuses this one.`);
  return null;
}

/** The first thing to know about a name, the worst first; `null` when there is nothing to say. */
export function findNameProblem(name: string): NameProblem | null {
  const problem = findForbiddenCharacter(name) ?? findShapeProblem(name) ?? findReservation(name);
  if (problem) return problem;
  // The wildcard of a TLS certificate covers one label (RFC 6125, section 6.4.3).
  if (name.includes('.'))
    return caution('With dots in its name the bucket cannot be reached by its own host name over HTTPS.');
  return null;
}
