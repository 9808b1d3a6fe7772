import { describe, expect, it } from 'vitest';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { findKeyProblem } from './key-problem';

describe('findKeyProblem', () => {
  it.each(nastyKeys)('lets every legal key through that a browser can send: $name', ({ key, dotSegments }) => {
    expect(findKeyProblem(key) !== null).toBe(dotSegments ?? false);
  });

  it('names what S3 cannot hold', () => {
    expect(findKeyProblem('')).toContain('name');
    expect(findKeyProblem('a\ud800')).toContain('surrogate');
    expect(findKeyProblem('é'.repeat(513))).toContain('1026 bytes');
  });
});
