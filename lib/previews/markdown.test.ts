import { describe, expect, it } from 'vitest';
import { toReadable, toSafeHref } from './markdown';

describe('toSafeHref', () => {
  it.each([
    ['https://example.net/a?b', 'https://example.net/a?b'],
    ['mailto:ann@example.net', 'mailto:ann@example.net'],
    ['javascript:alert(1)', null],
    ['JaVaScRiPt:alert(1)', null],
    [' javascript:alert(1)', null],
    ['java\nscript:alert(1)', null],
    ['data:text/html,<script>alert(1)</script>', null],
    ['vbscript:x', null],
    ['blob:https://a/b', null],
    ['/relative', null],
    ['//evil.test', null],
  ])('leads %j to %s', (href, safe) => expect(toSafeHref(href)).toBe(safe));
});

describe('toReadable', () => {
  it('reads references and leaves the rest', () => {
    expect(toReadable('a &amp; b &lt;c&gt; &#228; &#x20AC; &#0; &unknown; &')).toBe('a & b <c> ä € \ufffd &unknown; &');
  });
});
