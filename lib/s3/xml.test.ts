import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseXml, type XmlElement } from './xml.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');

function write({ name, text, children }: XmlElement): string {
  return `<${name}>${escape(text)}${children.map(write).join('')}</${name}>`;
}

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/u);
const text = fc.string({ unit: 'grapheme' });

/** Documents of four levels. */
const document = [1, 2, 3].reduce<fc.Arbitrary<XmlElement>>(
  (child) => fc.record({ name, text, children: fc.array(child, { maxLength: 3 }) }),
  fc.record({ name, text, children: fc.constant([]) }),
);

describe('parseXml', () => {
  it('reads back whatever was written', () => {
    fc.assert(
      fc.property(document, (written) => {
        expect(parseXml(write(written))).toEqual(written);
      }),
    );
  });

  it('passes over declarations, comments, processing instructions and attributes, also with a > in them', () => {
    const xml = `<?xml version="1.0"?>\n<!-- <B> --><A xmlns="urn:a" b='x>y'>\n<?go?><B c="/"/><B d = "1" /></A>\n`;
    expect(parseXml(xml)).toEqual({
      name: 'A',
      text: '\n',
      children: [
        { name: 'B', text: '', children: [] },
        { name: 'B', text: '', children: [] },
      ],
    });
  });

  it('resolves entities, character references and CDATA, and leaves what it does not know', () => {
    const xml = '<A>&amp;&lt;&gt;&quot;&apos;&#65;&#x1F600;<![CDATA[<&amp;>]]>&nbsp;&#x110000;\r\n\r</A>';
    expect(parseXml(xml).text).toBe(`&<>"'A\u{1F600}<&amp;>&nbsp;&#x110000;\n\n`);
  });

  it.each([
    '',
    ' ',
    'plain words',
    '<A>',
    '<A><B></A>',
    '<A></A><B></B>',
    '<A></A> more',
    '</A>',
    '<A',
    '<A><!-- ',
    '<!DOCTYPE A [<!ENTITY b "c">]><A>&b;</A>',
  ])('refuses %j', (xml) => {
    expect(() => parseXml(xml)).toThrow(SyntaxError);
  });
});
