import { describe, expect, it } from 'vitest';
import type { ObjectLock } from '@/lib/object-properties/types';
import { countProtected, describeProtected } from './protection';

const now = Date.UTC(2030, 0, 1);
const lock = (mode: string | null, until: number | null = now + 1000, legalHold = false): ObjectLock => ({
  isAvailable: true,
  retention: mode === null ? null : { mode, until },
  legalHold,
});

describe('what keeps versions from being deleted', () => {
  it('is counted by whether it can be bypassed', () => {
    const locks = [
      lock('GOVERNANCE'),
      lock('GOVERNANCE', now + 5000),
      lock('GOVERNANCE', now - 1),
      lock('GOVERNANCE', now + 9000, true),
      lock('COMPLIANCE'),
      lock('COMPLIANCE', now - 1),
      lock(null),
      lock(null, null, true),
    ];
    expect(countProtected(locks, now)).toEqual({ governance: 2, fixed: 3, until: now + 5000 });
    expect(countProtected([lock('GOVERNANCE', null)], now)).toEqual({ governance: 1, fixed: 0, until: null });
  });

  it('is told in words, and nothing where there is nothing', () => {
    expect(describeProtected({ governance: 0, fixed: 0, until: null }, 3, 3)).toBeNull();
    expect(describeProtected({ governance: 1, fixed: 0, until: null }, 1, 1)).toBe(
      '1 version under governance retention.',
    );
    expect(describeProtected({ governance: 0, fixed: 2, until: null }, 20, 90)).toBe(
      'Among the first 20: 2 versions under compliance retention or a legal hold, which nobody can delete.',
    );
  });
});
