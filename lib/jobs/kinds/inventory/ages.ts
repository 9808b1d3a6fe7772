const dayMs = 86_400_000;

/** How old an object is, by when it was written. The last ones are those that are older than all before, and of no date. */
const ages: readonly { id: string; title: string; maxDays: number }[] = [
  { id: '30d', title: 'Up to 30 days', maxDays: 30 },
  { id: '90d', title: '31 to 90 days', maxDays: 90 },
  { id: '1y', title: '91 to 365 days', maxDays: 365 },
  { id: '3y', title: '1 to 3 years', maxDays: 3 * 365 },
  { id: 'more', title: 'Over 3 years', maxDays: Infinity },
];

const unknown = { id: 'unknown', title: 'No date' };

const states: readonly { id: string; title: string }[] = [
  { id: 'current', title: 'Current' },
  { id: 'older', title: 'Older versions' },
  { id: 'marker', title: 'Delete markers' },
];

/** The age, at a moment, of what was written at another; both in milliseconds since 1970. */
export function toAge(modified: number | null, now: number): string {
  if (modified === null) return unknown.id;
  const days = (now - modified) / dayMs;
  return ages.find(({ maxDays }) => days <= maxDays)?.id ?? unknown.id;
}

/** Ages and states in the order and the words in which they are shown. */
export const ageTitles: ReadonlyMap<string, string> = new Map([...ages, unknown].map(({ id, title }) => [id, title]));
export const stateTitles: ReadonlyMap<string, string> = new Map(states.map(({ id, title }) => [id, title]));
