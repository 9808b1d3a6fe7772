import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromEditableText, toEditableText } from './editable-text';
import { toBytes } from './testing/memory-source';
import { toGrantHeaders } from './wire';

describe('editable text', () => {
  it('writes back what it took, where line ends are of one kind', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'ä', '😀', ' ') });
    const texts = fc.record({ lines: fc.array(line), lineEnd: fc.constantFrom('\n', '\r\n'), mark: fc.boolean() });
    fc.assert(
      fc.property(texts, ({ lines, lineEnd, mark }) => {
        const bytes = toBytes((mark ? '\ufeff' : '') + lines.join(lineEnd));
        const taken = toEditableText(bytes);
        expect(taken.isMixed).toBe(false);
        expect(fromEditableText(taken.text, taken)).toEqual(bytes);
      }),
    );
  });

  it('says when line ends are mixed, and refuses what is not UTF-8', () => {
    expect(toEditableText(toBytes('a\r\nb\nc'))).toMatchObject({ isMixed: true, text: 'a\nb\nc' });
    expect(toEditableText(toBytes('a\rb'))).toMatchObject({ isMixed: true });
    expect(() => toEditableText(new Uint8Array([0x61, 0xe4, 0x62]))).toThrow(/Only UTF-8/u);
  });
});

describe('toGrantHeaders', () => {
  it('names every grantee by permission', () => {
    const group = { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' } as const;
    const owner = { Type: 'CanonicalUser', ID: 'me' } as const;
    expect(
      toGrantHeaders([
        { Grantee: owner, Permission: 'FULL_CONTROL' },
        { Grantee: group, Permission: 'READ' },
        { Grantee: { Type: 'CanonicalUser', ID: 'you' }, Permission: 'READ' },
      ]),
    ).toEqual({
      GrantFullControl: 'id="me"',
      GrantRead: 'uri="http://acs.amazonaws.com/groups/global/AllUsers", id="you"',
    });
    expect(toGrantHeaders([])).toEqual({});
  });
});
