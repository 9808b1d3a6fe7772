/**
 * `UriEncode` of the SigV4 specification: every byte but the unreserved characters of RFC 3986 is escaped.
 * S3 API Reference, "Signature Calculations for the Authorization Header", task 1.
 */
export function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}

/** As `uriEncode`, slashes kept: the form of a path. */
export function uriEncodePath(text: string): string {
  return uriEncode(text).replaceAll('%2F', '/');
}
