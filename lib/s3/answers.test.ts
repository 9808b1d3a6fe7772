import { describe, expect, it } from 'vitest';
import { getRootElement } from './answers.ts';

describe('getRootElement', () => {
  it.each([
    ['<ListBucketResult><Name>a</Name></ListBucketResult>', 'ListBucketResult'],
    ['<?xml version="1.0" encoding="UTF-8"?>\n<Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>', 'Tagging'],
    ['<?xml version="1.0"?><!-- made by hand --><A b="c">x</A>\n', 'A'],
    ['<html><body>Sign in to the portal</body></html>', 'html'],
  ])('finds it in %s', (xml, root) => {
    expect(getRootElement(xml)).toBe(root);
  });

  it.each([['<ListBucketResult><Contents><Key>a</Ke'], [''], ['  '], ['{"ok":true}'], ['plain words'], ['<A></B>']])(
    'finds none in %j, which is cut off or no XML',
    (xml) => {
      expect(getRootElement(xml)).toBeNull();
    },
  );
});
