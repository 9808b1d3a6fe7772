/**
 * Undoes `encoding-type=url` of the listing operations
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html#API_ListObjectsV2_RequestSyntax).
 * Servers percent-encode, and some write a space as `+`; a literal `+` always arrives as `%2B`. What is not valid
 * percent-encoded UTF-8 is returned as it came: better an odd name than a lost one.
 */
export function fromListedKey(encoded: string): string {
  if (!/[%+]/u.test(encoded)) return encoded;
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return encoded;
  }
}

/** Characters XML 1.0 cannot carry, even escaped (https://www.w3.org/TR/xml/#charsets). */
const xmlIllegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/u;

/** Whether a key may stand in an XML body. One that may not fails a whole DeleteObjects batch. */
export function isXmlSafe(key: string): boolean {
  return !xmlIllegal.test(key) && key.isWellFormed();
}

/**
 * Whether browsers would change this key's URL before sending it: the WHATWG URL parser folds `.` and `..` segments,
 * also in their `%2e` spelling, and the signature then no longer matches.
 */
export function hasDotSegment(key: string): boolean {
  return key.split('/').some((segment) => segment === '.' || segment === '..');
}
