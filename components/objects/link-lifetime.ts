import type { ConnectionView } from '@/lib/connections/types';
import { maxLinkSeconds } from '@/lib/s3/limits';

export type LifetimeUnit = 'minutes' | 'hours' | 'days';

const secondsPer: Record<LifetimeUnit, number> = { minutes: 60, hours: 3600, days: 86_400 };

/**
 * The longest a link may live: seven days, or what is left of the session where the keys are temporary and what they
 * signed dies with them.
 */
export function toMaxLifetimeSeconds(
  { hasSessionToken, expires }: Pick<ConnectionView, 'hasSessionToken' | 'expires'>,
  now: number,
): number {
  if (!hasSessionToken || expires === null) return maxLinkSeconds;
  return Math.max(0, Math.min(maxLinkSeconds, Math.floor((expires - now) / 1000)));
}

export type LifetimeResult = { ok: true; seconds: number } | { ok: false; problem: string };

export function parseLifetime(text: string, unit: LifetimeUnit, maxSeconds: number): LifetimeResult {
  const amount = Number(text.trim());
  if (text.trim() === '' || !Number.isFinite(amount) || amount <= 0) return { ok: false, problem: 'A number above 0.' };
  const seconds = Math.max(1, Math.round(amount * secondsPer[unit]));
  if (seconds <= maxSeconds) return { ok: true, seconds };
  const isSession = maxSeconds < maxLinkSeconds;
  return {
    ok: false,
    problem: isSession ? 'The keys of this session end sooner.' : 'At most seven days; the signature allows no longer.',
  };
}
