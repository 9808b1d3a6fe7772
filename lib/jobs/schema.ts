import { z } from 'zod';

const connection = z.string().min(1).max(64);
const kind = z.string().min(1).max(64);

/** A kind and its input, which the kind's own schema checks. */
const described = z.object({ connection, kind, input: z.record(z.string(), z.unknown()) });

export const planStepInput = described.extend({ cursor: z.json() });

export const startJobInput = described.extend({
  plan: z
    .object({ items: z.number().nonnegative(), bytes: z.number().nonnegative(), isPartial: z.boolean() })
    .nullable(),
});

export const jobsInput = z.object({ connection, isOpen: z.boolean() });

export const jobInput = z.object({ connection, id: z.uuid() });

export const failuresInput = jobInput.extend({
  after: z.number().int().nonnegative(),
  /** Remarks on what was done, instead of failures. */
  isNote: z.boolean(),
});

/** A page of what was counted; `null` for the first. */
export const talliesInput = jobInput.extend({
  after: z.object({ by: z.string().max(32), place: z.string().max(2048) }).nullable(),
});

const whole = z.number().int().nonnegative();

/** A page of duplicates; `null` for the first. */
export const duplicatesInput = jobInput.extend({
  after: z.object({ saving: whole, etag: z.string().max(256), size: whole, number: whole }).nullable(),
});

export type PlanStepInput = z.infer<typeof planStepInput>;
export type StartJobInput = z.infer<typeof startJobInput>;
export type JobsInput = z.infer<typeof jobsInput>;
export type JobTarget = z.infer<typeof jobInput>;
export type TalliesInput = z.infer<typeof talliesInput>;
export type DuplicatesInput = z.infer<typeof duplicatesInput>;
export type FailuresInput = z.infer<typeof failuresInput>;
