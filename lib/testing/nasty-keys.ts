/** A legal object key that naive clients break, with the reason it does. */
export interface NastyKey {
  name: string;
  key: string;
  /** Browsers fold dot segments before sending (WHATWG URL), so no presigned URL can carry such a key. */
  dotSegments?: true;
}

/**
 * The shared table: listing, copy, delete, presign, upload, download and end-to-end tests all run over it.
 * S3 keys are up to 1,024 bytes of UTF-8 (S3 User Guide, "Naming Amazon S3 objects").
 */
export const nastyKeys: readonly NastyKey[] = [
  { name: 'a space', key: 'two words.txt' },
  { name: 'a leading space', key: ' leading.txt' },
  { name: 'a trailing space', key: 'trailing ' },
  { name: 'plus', key: 'a+b.txt' },
  { name: 'percent', key: '100%.txt' },
  { name: 'percent-encoded space', key: 'a%20b.txt' },
  { name: 'percent-encoded slash', key: 'a%2Fb.txt' },
  { name: 'broken percent escape', key: 'a%zz.txt' },
  { name: 'question mark and hash', key: 'what?#frag.txt' },
  { name: 'ampersand and equals', key: 'a&b=c.txt' },
  { name: 'angle brackets', key: '<script>alert(1)</script>' },
  { name: 'quotes', key: `it's "quoted".txt` },
  { name: 'backslash', key: 'a\\b.txt' },
  { name: 'NFC', key: 'caf\u00e9.txt' },
  { name: 'NFD', key: 'cafe\u0301.txt' },
  { name: 'CJK', key: '\u6587\u4ef6/\u6d4b\u8bd5.txt' },
  { name: 'emoji', key: '\u{1f6e2}\ufe0f barrel.txt' },
  { name: 'right-to-left override', key: 'invoice\u202efdp.exe' },
  { name: 'zero-width space', key: 'zero\u200bwidth.txt' },
  { name: 'byte order mark', key: '\ufeffbom.txt' },
  { name: 'tab', key: 'a\tb.txt' },
  { name: 'line feed', key: 'a\nb.txt' },
  { name: 'carriage return', key: 'a\rb.txt' },
  { name: 'control character', key: 'a\u0001b.txt' },
  { name: 'delete character', key: 'a\u007fb.txt' },
  { name: 'leading slash', key: '/leading.txt' },
  { name: 'double slash', key: 'a//b.txt' },
  { name: 'trailing slash', key: 'folder-marker/' },
  { name: 'only a slash', key: '/' },
  { name: 'single dot', key: '.', dotSegments: true },
  { name: 'two dots', key: '..', dotSegments: true },
  { name: 'dots inside', key: 'a/../b.txt', dotSegments: true },
  { name: 'a dot folder', key: './c.txt', dotSegments: true },
  { name: 'prototype', key: '__proto__' },
  { name: 'asterisk', key: 'a*b?.txt' },
  { name: '1,024 bytes', key: 'k'.repeat(1020) + '.txt' },
];

/** The same keys below a prefix, as far as they are not too long there. */
export function toNastyKeysBelow(prefix: string): string[] {
  return nastyKeys.map(({ key }) => prefix + key).filter((key) => Buffer.byteLength(key) <= 1024);
}
