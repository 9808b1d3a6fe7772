const minute = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

const second = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});

const utcSecond = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'UTC',
});

const minuteMs = 60_000;
const ageUnits: readonly (readonly [string, number])[] = [
  ['year', 365.25 * 24 * 60 * minuteMs],
  ['month', 30.44 * 24 * 60 * minuteMs],
  ['day', 24 * 60 * minuteMs],
  ['hour', 60 * minuteMs],
  ['minute', minuteMs],
];

/** How long ago, in the largest whole unit: "just now", "5 minutes", "3 days". */
export function formatAge(milliseconds: number, now: number): string {
  for (const [name, unitMs] of ageUnits) {
    const count = Math.floor((now - milliseconds) / unitMs);
    if (count >= 1) return `${count} ${name}${count === 1 ? '' : 's'}`;
  }
  return 'just now';
}

/** A moment in the viewer's time zone, to the minute: "18 Nov 2026, 21:04". */
export function formatDate(milliseconds: number): string {
  return minute.format(milliseconds);
}

/** A moment in the viewer's time zone, to the second, with the zone's name. */
export function formatExactDate(milliseconds: number): string {
  return second.format(milliseconds);
}

/** A moment in UTC, to the second: "18 Nov 2026, 21:04:10 UTC". */
export function formatUtcDate(milliseconds: number): string {
  return `${utcSecond.format(milliseconds)} UTC`;
}
