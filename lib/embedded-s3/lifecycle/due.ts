import type { LifecycleFilter } from '../settings/lifecycle.ts';
import type { Tag } from '../store/buckets.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * When an action of so many days falls due: that long after, and then at the next midnight UTC. S3 User Guide, "Lifecycle
 * rules: Based on an object's age".
 */
export function dueAfter(time: number, days: number): number {
  return Math.ceil(time / dayMs + days) * dayMs;
}

/** When an action falls due that says either days or a date. */
export function dueBy(time: number, when: { days: number | null; date: number | null }): number {
  return when.days === null ? (when.date ?? Infinity) : dueAfter(time, when.days);
}

/** The moment at which rules are looked at. */
export interface Moment {
  /** Milliseconds since 1970. */
  now: number;
  /** How long tests make a day last; such a day knows no midnight. A true day unless told. */
  shortDayMs?: number | null;
}

/** Whether so many days have passed since a time. */
export function haveDaysPassed(time: number, days: number, { now, shortDayMs }: Moment): boolean {
  return (shortDayMs ? time + days * shortDayMs : dueAfter(time, days)) <= now;
}

/** Whether an action is due that says either days or a date. */
export function isDue(time: number, when: { days: number | null; date: number | null }, moment: Moment): boolean {
  return when.days === null ? (when.date ?? Infinity) <= moment.now : haveDaysPassed(time, when.days, moment);
}

/** What filters look at. */
export interface Filtered {
  key: string;
  sizeBytes: number;
  tags: readonly Tag[];
}

/** Whether all that a filter says holds; an empty one takes in everything. */
export function passesFilter(filter: LifecycleFilter, { key, sizeBytes, tags }: Filtered): boolean {
  return (
    key.startsWith(filter.prefix ?? '') &&
    sizeBytes > (filter.sizeGreaterThanBytes ?? -1) &&
    sizeBytes < (filter.sizeLessThanBytes ?? Infinity) &&
    filter.tags.every((wanted) => tags.some((tag) => tag.key === wanted.key && tag.value === wanted.value))
  );
}
