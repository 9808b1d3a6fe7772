/** The address to show and copy. Reads back as the same place. */
export function toS3Uri(bucket: string, key: string): string {
  return key === '' ? `s3://${bucket}/` : `s3://${bucket}/${key}`;
}

/** The prefix a key lies in: up to and with its last delimiter. Flat listings have one level. */
export function getParentPrefix(key: string, delimiter = '/'): string {
  if (delimiter === '') return '';
  const body = key.endsWith(delimiter) ? key.slice(0, -delimiter.length) : key;
  const end = body.lastIndexOf(delimiter);
  return end < 0 ? '' : body.slice(0, end + delimiter.length);
}

export interface PrefixStep {
  /** The part's own name, without its delimiter; may be empty, as in `a//b`. */
  name: string;
  /** The prefix up to and with this part. */
  prefix: string;
}

/** The steps of a prefix, for a breadcrumb. A last part without delimiter is a step too. */
export function splitPrefix(prefix: string, delimiter = '/'): PrefixStep[] {
  if (prefix === '') return [];
  if (delimiter === '') return [{ name: prefix, prefix }];
  const steps: PrefixStep[] = [];
  let start = 0;
  while (start < prefix.length) {
    const at = prefix.indexOf(delimiter, start);
    const end = at < 0 ? prefix.length : at + delimiter.length;
    steps.push({ name: prefix.slice(start, at < 0 ? end : at), prefix: prefix.slice(0, end) });
    start = end;
  }
  return steps;
}
