const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** A moment as `<input type="datetime-local">` holds it, in the viewer's time zone (HTML, "Local dates and times"). */
export function toLocalMinute(milliseconds: number): string {
  const date = new Date(milliseconds);
  const day = [String(date.getFullYear()).padStart(4, '0'), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())];
  return `${day.join('-')}T${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** The moment of such a text, in milliseconds since 1970; `null` when it is none. */
export function fromLocalMinute(text: string): number | null {
  if (!/^\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}/u.test(text)) return null;
  const time = new Date(text).getTime();
  return Number.isNaN(time) ? null : time;
}
