/** `PutBucketCors` → `Put Bucket Cors`, `CORSConfiguration` → `CORS Configuration`, in small letters and joined. */
export function joinWords(name: string, joint: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(' ', joint);
}

/** One argument for a POSIX shell (XCU 2.2.2, single quotes). */
export function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
