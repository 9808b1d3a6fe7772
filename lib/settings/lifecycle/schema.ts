import { z } from 'zod';
import { hasAction, type LifecycleDue, type LifecycleRule } from '@/lib/lifecycle/rules';

/** Limits: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html and its types. */
const maxRules = 1000;
const maxKeptVersions = 100;
/** Days and counts are 32-bit integers on the wire. */
const maxInteger = 2_147_483_647;

const days = (least: number) =>
  z
    .number('Give a number of days.')
    .int('Give whole days.')
    .min(least, least === 0 ? 'Give 0 days or more.' : 'Give at least 1 day.')
    .max(maxInteger, 'Give at most 2,147,483,647 days.');

const date = z.iso.date('Give a day, such as 2027-01-31. S3 acts at midnight UTC.');

const nothing = z.null('Give days or a date, not both.');

const dueInDays = (least: number) => ({ kind: z.literal('days'), days: days(least), date: nothing });
const dueOnDate = { kind: z.literal('date'), days: nothing, date };

const noMarker = z.null('An expiration is about objects or about delete markers: remove one of the two.');

const expiration = z.discriminatedUnion('kind', [
  z.object({ ...dueInDays(1), removesExpiredMarkers: noMarker }),
  z.object({ ...dueOnDate, removesExpiredMarkers: noMarker }),
  z.object({ kind: z.literal('marker'), days: z.null(), date: z.null(), removesExpiredMarkers: z.boolean() }),
]);

const storageClass = z
  .string()
  .min(1, 'Choose a storage class.')
  .max(128, 'A storage class has at most 128 characters.');

const transition = z.discriminatedUnion('kind', [
  z.object({ ...dueInDays(0), storageClass }),
  z.object({ ...dueOnDate, storageClass }),
]);

const newerVersions = z
  .number()
  .int('Give a whole number of versions.')
  .min(1, 'Keep at least 1 version, or leave it empty.')
  .max(maxKeptVersions, `S3 keeps at most ${maxKeptVersions} versions by count.`)
  .nullable();

const bytes = (least: number, message: string) =>
  z.number().int('Give whole bytes.').min(least, message).max(Number.MAX_SAFE_INTEGER).nullable();

const filter = z.object({
  form: z.enum(['filter', 'prefix']),
  prefix: z.string().max(1024, 'Keys, and so prefixes, have at most 1,024 characters.').nullable(),
  tags: z.array(
    z.object({
      key: z.string().min(1, 'A tag needs a key.').max(128, 'A key has at most 128 characters.'),
      value: z.string().max(256, 'A value has at most 256 characters.'),
    }),
  ),
  sizeGreaterThanBytes: bytes(0, 'Give 0 bytes or more.'),
  sizeLessThanBytes: bytes(1, 'Give at least 1 byte.'),
});

/** One rule, with what its parts do to each other. */
export const lifecycleRuleSchema = z
  .object({
    id: z.string().max(255, 'A name has at most 255 characters.').nullable(),
    isEnabled: z.boolean(),
    filter,
    expiration: expiration.nullable(),
    transitions: z.array(transition),
    noncurrentExpiration: z.object({ days: days(1), newerVersions }).nullable(),
    noncurrentTransitions: z.array(z.object({ days: days(0), newerVersions, storageClass })),
    abortUploads: z.object({ afterDays: days(1) }).nullable(),
  })
  .superRefine((value, context) => {
    for (const { path, message } of findRuleIssues(value)) context.addIssue({ code: 'custom', path, message });
  });

export interface Lifecycle {
  rules: LifecycleRule[];
  /**
   * From which size Amazon moves objects where a rule names none: 128 KiB for all classes, or for all but Glacier and Deep
   * Archive. `null`: the server chooses.
   */
  transitionMinimumSize: 'all_storage_classes_128K' | 'varies_by_storage_class' | null;
}

export const lifecycleSchema: z.ZodType<Lifecycle> = z.object({
  rules: z
    .array(lifecycleRuleSchema)
    .min(1, 'Without any rule, delete the setting instead.')
    .max(maxRules, `S3 takes at most ${maxRules} rules.`)
    .superRefine((rules, context) => {
      const seen = new Set<string>();
      for (const [index, { id }] of rules.entries()) {
        if (id === null || id === '') continue;
        if (seen.has(id)) context.addIssue({ code: 'custom', path: [index, 'id'], message: 'This name is taken.' });
        seen.add(id);
      }
    }),
  transitionMinimumSize: z.enum(['all_storage_classes_128K', 'varies_by_storage_class']).nullable(),
});

interface Found {
  path: (string | number)[];
  message: string;
}

/** What the parts of one rule do to each other. */
function findRuleIssues(value: LifecycleRule): Found[] {
  return [
    ...(hasAction(value) ? [] : [{ path: [], message: 'This rule does nothing: add an action.' }]),
    ...findFilterIssues(value),
    ...findTransitionIssues(value),
    ...findNoncurrentIssues(value),
  ];
}

function findFilterIssues({ filter: { form, tags, ...sizes }, ...value }: LifecycleRule): Found[] {
  const { sizeGreaterThanBytes: from, sizeLessThanBytes: to } = sizes;
  const isNarrow = tags.length > 0 || from !== null || to !== null;
  const keeps = [value.noncurrentExpiration, ...value.noncurrentTransitions].some((one) => one?.newerVersions != null);
  const checks: [isWrong: boolean, path: string[], message: string][] = [
    [
      from !== null && to !== null && to <= from + 1,
      ['filter', 'sizeLessThanBytes'],
      'No object is smaller than this and larger than that.',
    ],
    [isNarrow && form === 'prefix', ['filter', 'form'], 'The older form knows a prefix only.'],
    [keeps && form === 'prefix', ['filter', 'form'], 'The older form cannot keep versions by count.'],
    [
      isNarrow && value.abortUploads !== null,
      ['abortUploads'],
      'An upload has no tags and no size yet: choose by prefix only.',
    ],
    [
      isNarrow && value.expiration?.kind === 'marker',
      ['expiration'],
      'A delete marker has no tags and no size: choose by prefix only.',
    ],
  ];
  const keys = tags.map(({ key }) => key);
  return [
    ...checks.filter(([isWrong]) => isWrong).map(([, path, message]) => ({ path, message })),
    ...findRepeated(keys).map((index) => ({ path: ['filter', 'tags', index, 'key'], message: 'This key is taken.' })),
  ];
}

/** Places of texts that stand earlier in the list already. */
function findRepeated(texts: readonly string[]): number[] {
  return texts.flatMap((text, index) => (texts.indexOf(text) < index ? [index] : []));
}

function findTransitionIssues({ transitions, expiration: end }: LifecycleRule): Found[] {
  const [first] = transitions;
  const found = transitions.flatMap((step, index): Found[] => {
    if (step.kind !== first?.kind) {
      return [
        { path: ['transitions', index, 'kind'], message: 'The transitions of a rule go all by days or all by date.' },
      ];
    }
    const problem = end && end.kind !== 'marker' ? findLateness(step, { ...end, kind: end.kind }) : null;
    return problem ? [{ path: ['transitions', index, problem.field], message: problem.message }] : [];
  });
  return [
    ...found,
    ...findRepeated(transitions.map((step) => step.storageClass)).map((index) => ({
      path: ['transitions', index, 'storageClass'],
      message: 'The rule moves objects there already.',
    })),
  ];
}

/** What keeps an object from being moved, given when it is deleted. */
function findLateness(step: LifecycleDue, end: LifecycleDue): { field: string; message: string } | null {
  if (end.kind !== step.kind) {
    const message = `The expiration goes by ${end.kind === 'days' ? 'days' : 'date'}, so this must too.`;
    return { field: 'kind', message };
  }
  if (step.days !== null && end.days !== null && step.days >= end.days) {
    return { field: 'days', message: `The object is gone after ${end.days} days: move it earlier.` };
  }
  if (step.date !== null && end.date !== null && step.date >= end.date) {
    return { field: 'date', message: `The object is gone on ${end.date}: move it earlier.` };
  }
  return null;
}

function findNoncurrentIssues({ noncurrentTransitions, noncurrentExpiration: end }: LifecycleRule): Found[] {
  const late = noncurrentTransitions.flatMap(({ days: after }, index): Found[] => {
    if (end?.days == null || after === null || after < end.days) return [];
    const message = `The version is gone after ${end.days} days: move it earlier.`;
    return [{ path: ['noncurrentTransitions', index, 'days'], message }];
  });
  return [
    ...late,
    ...findRepeated(noncurrentTransitions.map((step) => step.storageClass)).map((index) => ({
      path: ['noncurrentTransitions', index, 'storageClass'],
      message: 'The rule moves versions there already.',
    })),
  ];
}
