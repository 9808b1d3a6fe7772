import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { child, childText, children, parseDocument, parseXml } from './parse';
import { escapeXml, writeXml } from './write';

/** Text as XML 1.0 can carry it; a lone surrogate is no character at all. */
const text = fc.string({ unit: 'binary' });

describe('documents', () => {
  it('carry any text there and back', () => {
    fc.assert(
      fc.property(fc.array(text), (keys) => {
        const document = parseXml(writeXml('Root', { Key: keys }));
        expect(children(document, 'Key').map((node) => node.text)).toEqual(keys);
      }),
    );
  });

  it('escape markup and control characters', () => {
    expect(escapeXml(`<a href="x">&'\u0001\r\n</a>`)).toBe(
      '&lt;a href=&quot;x&quot;&gt;&amp;&apos;&#x1;&#xD;&#xA;&lt;/a&gt;',
    );
  });

  it('leave out what is undefined and repeat what is a list', () => {
    expect(writeXml('R', { A: undefined, B: ['1', '2'], C: { D: 3, E: false } })).toContain(
      '<B>1</B><B>2</B><C><D>3</D><E>false</E></C>',
    );
  });

  it('keep elements of different names in their order', () => {
    expect(writeXml('R', [{ A: 1 }, { B: 2 }, { A: 3 }])).toContain('<A>1</A><B>2</B><A>3</A>');
  });

  it('are read with namespaces, attributes, comments, CDATA and references', () => {
    const document = parseXml(
      '\ufeff<?xml version="1.0"?><!-- c --><s3:Delete xmlns:s3="urn:x"><s3:Object Kind=\'a&amp;b\'>' +
        '<Key><![CDATA[<k>]]>&#65;&#x42;&lt;</Key></s3:Object><Empty/></s3:Delete>',
    );
    const object = child(document, 'Object');
    expect(document.name).toBe('Delete');
    expect(object?.attributes).toEqual({ Kind: 'a&b' });
    expect(object && childText(object, 'Key')).toBe('<k>AB<');
    expect(childText(document, 'Empty')).toBe('');
    expect(childText(document, 'Missing')).toBeUndefined();
  });

  it.each([
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a>&unknown;</a>',
    '<a>&#x110000;</a>',
    '<a b=c/>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
  ])('are refused when they are not well-formed: %s', (source) => {
    expect(() => parseXml(source)).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
  });

  it('are refused when the root is another', () => {
    expect(() => parseDocument('<Other/>', 'Delete')).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
  });
});
