import { z } from 'zod';

/** A time, given in one unit. 1 to 36,500 days (API_DefaultRetention, API_EventHoldDuration), which are 100 years. */
const period = z
  .object({
    unit: z.enum(['days', 'years']),
    /** `null` while the field is empty. */
    count: z.number().int('Give a whole number.').min(1, 'Give at least 1.').nullable(),
  })
  .superRefine(({ unit, count }, context) => {
    const most = unit === 'days' ? 36_500 : 100;
    if (count === null) {
      context.addIssue({ code: 'custom', path: ['count'], message: 'Say how long.' });
    } else if (count > most) {
      context.addIssue({ code: 'custom', path: ['count'], message: `Give at most ${most} ${unit}.` });
    }
  });

export const objectLockSchema = z.object({
  /** What new objects get when their upload says nothing; `null`: nothing. */
  retention: z.object({ mode: z.enum(['governance', 'compliance']), period }).nullable(),
  /** How long a new object is held after an event; `null`: no such hold. Amazon alone knows it. */
  eventHold: period.nullable(),
});

export type ObjectLock = z.infer<typeof objectLockSchema>;
export type Period = z.infer<typeof period>;
