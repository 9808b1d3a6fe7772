import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { toContentDisposition, toFileName } from '@/lib/format/file-name';
import { toCurl } from './operations';

describe('toContentDisposition', () => {
  it.each(nastyKeys.map(({ name, key }) => [name, key]))(
    'survives a header with %s and keeps the name',
    (_name, key) => {
      const header = toContentDisposition(key);
      expect(header).toMatch(/^[\x20-\x7e]+$/u);
      expect(decodeURIComponent(/filename\*=UTF-8''(.*)$/u.exec(header)?.[1] ?? '')).toBe(key);
      expect(/filename="([^"]*)"/u.exec(header)?.[1]).not.toMatch(/[\\%]/u);
    },
  );
});

describe('toFileName', () => {
  it.each([
    ['a/b/c.txt', 'c.txt'],
    ['folder/', 'folder'],
    ['/', 'download'],
    ['a//', 'a'],
    ['plain', 'plain'],
  ])('names %s %s', (key, name) => {
    expect(toFileName(key)).toBe(name);
  });
});

describe('toCurl', () => {
  it('quotes so that a shell runs nothing in it', () => {
    const name = `it's $(touch x) \`y\` "z".txt`;
    const line = toCurl('GET', 'http://h/k?a=1&b=2', name).replace(/^curl /u, '');
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' });
    expect(words.split('\n')).toEqual(['--fail', '--location', '--output', name, 'http://h/k?a=1&b=2', '']);
  });
});
