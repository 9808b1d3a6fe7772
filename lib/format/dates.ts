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
