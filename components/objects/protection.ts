import { formatDate } from '@/lib/format/dates';
import { formatQuantity } from '@/lib/format/numbers';
import type { ObjectLock } from '@/lib/object-properties/types';

/** How many of some versions are kept from being deleted, and by what. */
export interface Protected {
  /** Governance mode: whoever has the permission may delete all the same. */
  governance: number;
  /** Compliance mode or a legal hold: nobody may. */
  fixed: number;
  /** The last moment of governance, in milliseconds since 1970; `null` where no version told one. */
  until: number | null;
}

/** What keeps versions from being deleted at a moment. */
export function countProtected(locks: readonly ObjectLock[], now: number): Protected {
  const isKept = ({ retention }: ObjectLock): boolean => retention !== null && (retention.until ?? Infinity) > now;
  const isFixed = (lock: ObjectLock): boolean =>
    lock.legalHold || (isKept(lock) && lock.retention?.mode === 'COMPLIANCE');
  const governed = locks.filter((lock) => isKept(lock) && lock.retention?.mode === 'GOVERNANCE' && !isFixed(lock));
  const ends = governed.flatMap(({ retention }) => retention?.until ?? []);
  return {
    governance: governed.length,
    fixed: locks.filter(isFixed).length,
    until: ends.length > 0 ? Math.max(...ends) : null,
  };
}

/** In words; `null` where nothing is protected. `asked` versions were chosen, `looked` of them looked at. */
export function describeProtected(
  { governance, fixed, until }: Protected,
  looked: number,
  asked: number,
): string | null {
  const parts = [
    governance > 0 &&
      `${formatQuantity(governance, 'version')} under governance retention${until === null ? '' : ` until ${formatDate(until)}`}`,
    fixed > 0 &&
      `${formatQuantity(fixed, 'version')} under compliance retention or a legal hold, which nobody can delete`,
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;
  const start = looked < asked ? `Among the first ${looked}: ` : '';
  return `${start}${parts.join('; ')}.`;
}
