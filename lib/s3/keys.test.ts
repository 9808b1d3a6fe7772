import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nastyKeys } from '../testing/nasty-keys.ts';
import { fromListedKey, hasDotSegment, isXmlSafe } from './keys.ts';

/** How servers encode keys in listings: AWS keeps `/`, Ceph does not always, some write a space as `+`. */
const encodings = {
  'every byte escaped': (key: string) => encodeURIComponent(key),
  'slashes kept': (key: string) => encodeURIComponent(key).replaceAll('%2F', '/'),
  'spaces as plus': (key: string) => encodeURIComponent(key).replaceAll('%20', '+'),
};

describe.each(Object.entries(encodings))('fromListedKey, %s', (_name, encode) => {
  it.each(nastyKeys.map(({ name, key }) => [name, key]))('restores %s', (_key, key) => {
    expect(fromListedKey(encode(key))).toBe(key);
  });

  it('restores any well-formed key', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (key) => fromListedKey(encode(key)) === key));
  });
});

describe('keys', () => {
  it('leaves what is not percent-encoded UTF-8 as it came', () => {
    expect(fromListedKey('%zz')).toBe('%zz');
    expect(fromListedKey('%ff')).toBe('%ff');
  });

  it('knows which keys an XML body cannot carry', () => {
    expect(isXmlSafe('a\tb\nc\rd.txt')).toBe(true);
    expect(isXmlSafe('a\u0001b')).toBe(false);
    expect(isXmlSafe('\ud800')).toBe(false);
    expect(isXmlSafe('\uffff')).toBe(false);
    expect(isXmlSafe('\u{1f6e2}')).toBe(true);
  });

  it('knows exactly the keys whose URL a browser would change', () => {
    for (const { key, dotSegments } of nastyKeys) {
      const path = `/${key.split('/').map(encodeURIComponent).join('/')}`;
      const isKept = new URL(`http://host${path}`).pathname === path;
      expect({ key, isKept }).toEqual({ key, isKept: dotSegments !== true });
      expect(hasDotSegment(key)).toBe(dotSegments === true);
    }
  });
});
