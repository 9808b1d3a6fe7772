import { formatMilliseconds, formatSeconds } from '@/lib/format/durations';
import type { ConnectionHealth } from '@/lib/connections/types';

/** The health of a connection in a colour and a few words. */
export interface Health {
  tone: 'ok' | 'warn' | 'danger' | 'unknown';
  summary: string;
}

/** SigV4 servers refuse requests whose time is 15 minutes off (RequestTimeTooSkewed); from one minute on it is worth a word. */
const noticeableSkewMs = 60_000;

export function isClockSkewed(health: ConnectionHealth): boolean {
  return health.clockSkewMs !== null && Math.abs(health.clockSkewMs) >= noticeableSkewMs;
}

/** "3 s ahead", "in step", or `null` when the server sent no date. */
export function describeClockSkew(clockSkewMs: number | null): string | null {
  if (clockSkewMs === null) return null;
  const seconds = Math.round(Math.abs(clockSkewMs) / 1000);
  if (seconds < 2) return 'in step';
  return `${formatSeconds(seconds)} ${clockSkewMs > 0 ? 'ahead' : 'behind'}`;
}

/** The one thing to know about a connection, the worst first. */
export function toHealth(health: ConnectionHealth | undefined, isFailed = false): Health {
  if (isFailed) return { tone: 'danger', summary: 'Not checked: the console did not answer' };
  if (!health) return { tone: 'unknown', summary: 'Checking' };
  if (!health.reachable) return { tone: 'danger', summary: 'Not reachable' };
  if (health.problem !== null) return { tone: 'danger', summary: 'Reachable, with a problem' };
  if (isClockSkewed(health)) {
    return { tone: 'warn', summary: `Reachable, its clock is ${describeClockSkew(health.clockSkewMs) ?? 'off'}` };
  }
  if (health.missingPermissions.length > 0)
    return { tone: 'warn', summary: 'Reachable, these keys may not list buckets' };
  const time = health.roundTripMs === null ? '' : ` in ${formatMilliseconds(health.roundTripMs)}`;
  return { tone: 'ok', summary: `Reachable${time}` };
}
