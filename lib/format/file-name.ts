/** `filename*` keeps every character (RFC 6266, RFC 8187); the plain form is for what cannot read it. */
export function toContentDisposition(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const extended = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended}`;
}

/** The last segment that is not empty, which is what a downloaded file is called. */
export function toFileName(key: string): string {
  return key.split('/').findLast((segment) => segment !== '') ?? 'download';
}
