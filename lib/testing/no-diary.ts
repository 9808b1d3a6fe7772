import type { Diary } from '../settings/diary.ts';

/** Keeps no history, for tests that are about something else. */
export const noDiary: Diary = { begin: () => Promise.resolve(null) };
