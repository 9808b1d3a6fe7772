import { formatQuantity } from '@/lib/format/numbers';
import { isCovering, isWholeBucket, mayOverlap } from './filters';
import { getColdness, toDay } from './life';
import { isSameRules, nameRule, type LifecycleDue, type LifecycleExpiration, type LifecycleRule } from './rules';

/** Something about the rules that a person may not have meant. */
export interface LifecycleRemark {
  /** `warn`: something is not going to happen as it is written. `info`: worth knowing. */
  tone: 'warn' | 'info';
  text: string;
}

interface Numbered {
  rule: LifecycleRule;
  name: string;
}

const warn = (text: string): LifecycleRemark => ({ tone: 'warn', text });
const info = (text: string): LifecycleRemark => ({ tone: 'info', text });

/** An expiration of objects, not of delete markers. */
function getEnd({ expiration }: LifecycleRule): (LifecycleExpiration & LifecycleDue) | null {
  if (!expiration || expiration.kind === 'marker') return null;
  return { ...expiration, kind: expiration.kind };
}

const inDays = (count: number): string => (count === 0 ? 'at once' : `after ${formatQuantity(count, 'day')}`);

const describeDue = ({ kind, days, date }: LifecycleDue): string =>
  kind === 'days' ? inDays(days ?? 0) : `on ${date ?? 'no day'}`;

/** What a server may drop in silence (see the capabilities of that name). */
export interface LifecycleLacks {
  sizes: boolean;
  keptVersions: boolean;
}

/** Parts of a rule without which it does more than is written, on a server that may drop them. */
export function findDroppedParts(rules: readonly LifecycleRule[], lacks: LifecycleLacks): LifecycleRemark[] {
  return rules.flatMap((rule, index) => {
    const { filter, noncurrentExpiration, noncurrentTransitions } = rule;
    const hasSizes = filter.sizeGreaterThanBytes !== null || filter.sizeLessThanBytes !== null;
    const keeps = [noncurrentExpiration, ...noncurrentTransitions].some((one) => one?.newerVersions != null);
    const name = nameRule(rule, index);
    return [
      ...(lacks.sizes && hasSizes
        ? [
            warn(
              `${name}: this kind of server may drop the sizes without a word. The rule then acts on objects of every size.`,
            ),
          ]
        : []),
      ...(lacks.keptVersions && keeps
        ? [
            warn(
              `${name}: this kind of server may drop the number of kept versions without a word. None is spared then.`,
            ),
          ]
        : []),
    ];
  });
}

/** Overlaps, contradictions and traps among the enabled rules; rules whose fields are still empty count as far as they go. */
export function findRemarks(rules: readonly LifecycleRule[], nowMs: number): LifecycleRemark[] {
  const enabled = rules
    .map((rule, index) => ({ rule, name: nameRule(rule, index) }))
    .filter(({ rule }) => rule.isEnabled);
  const found = enabled.flatMap((one) => remarkOnOne(one, nowMs));
  for (const [index, one] of enabled.entries()) {
    for (const other of enabled.slice(index + 1)) found.push(...remarkOnTwo(one, other, nowMs));
  }
  const forms = new Set(rules.map(({ filter }) => filter.form));
  if (forms.size > 1)
    found.push(info('Some rules have the older form, some the newer; a server may refuse the mixture.'));
  return found;
}

function remarkOnOne({ rule, name }: Numbered, nowMs: number): LifecycleRemark[] {
  const found: LifecycleRemark[] = [];
  const end = getEnd(rule);
  const day = end && toDay(end, nowMs);
  if (end && day !== null && isWholeBucket(rule.filter)) {
    found.push(info(`${name} deletes every object of the bucket ${describeDue(end)}.`));
  }
  if (rule.filter.prefix?.startsWith('/')) {
    found.push(warn(`${name}: the prefix begins with a slash. Keys do so only if they were uploaded that way.`));
  }
  const dues: LifecycleDue[] = [...(end ? [end] : []), ...rule.transitions];
  const past = dues.find(({ kind, date }) => kind === 'date' && Date.parse(date ?? '') <= nowMs);
  if (past) {
    found.push(
      warn(`${name}: ${past.date} is past. It acts at once, and on every new object as well, while it is enabled.`),
    );
  }
  return [...found, ...remarkOnClasses({ rule, name }, nowMs)];
}

/** Days before, and in, the infrequent-access classes: S3 User Guide, “Transitioning objects”. */
const infrequentAccessDays = 30;
const infrequentAccess = ['STANDARD_IA', 'ONEZONE_IA'];

/** Days that Amazon bills at least (https://aws.amazon.com/s3/storage-classes/). */
const billedDays: Readonly<Record<string, number>> = {
  STANDARD_IA: 30,
  ONEZONE_IA: 30,
  GLACIER_IR: 90,
  GLACIER: 90,
  DEEP_ARCHIVE: 180,
};

interface Move {
  storageClass: string;
  day: number;
}

/** What Amazon refuses or bills; other servers may have the same names for classes and none of these limits. */
function remarkOnClasses({ rule, name }: Numbered, nowMs: number): LifecycleRemark[] {
  const current = rule.transitions.map((move) => ({ storageClass: move.storageClass, day: toDay(move, nowMs) }));
  const byDays = rule.transitions.every(({ kind }) => kind === 'days');
  const noncurrent = rule.noncurrentTransitions.map(({ storageClass, days }) => ({ storageClass, day: days }));
  const end = getEnd(rule);
  return [
    { moves: current, limit: byDays, last: end && toDay(end, nowMs) },
    { moves: noncurrent, limit: true, last: rule.noncurrentExpiration?.days ?? null },
  ].flatMap(({ moves, limit, last }) => {
    const known = moves.filter((move): move is Move => move.day !== null && getColdness(move.storageClass) !== null);
    return [...(limit ? findEarlyMoves(known, name) : []), ...findShortStays(known, last, name)];
  });
}

function findEarlyMoves(moves: readonly Move[], name: string): LifecycleRemark[] {
  const found: LifecycleRemark[] = [];
  for (const { storageClass, day } of moves) {
    if (!infrequentAccess.includes(storageClass) || day >= infrequentAccessDays) continue;
    found.push(warn(`${name}: Amazon takes at least ${infrequentAccessDays} days before ${storageClass}.`));
  }
  const byColdness = moves.toSorted((a, b) => (getColdness(a.storageClass) ?? 0) - (getColdness(b.storageClass) ?? 0));
  for (const [index, warm] of byColdness.entries()) {
    const cold = byColdness[index + 1];
    if (!cold) continue;
    const apart = infrequentAccess.includes(warm.storageClass) ? infrequentAccessDays : 1;
    if (cold.day - warm.day >= apart) continue;
    found.push(
      warn(
        `${name}: Amazon moves to ${cold.storageClass} at least ${formatQuantity(apart, 'day')} after ${warm.storageClass}.`,
      ),
    );
  }
  return found;
}

function findShortStays(moves: readonly Move[], last: number | null, name: string): LifecycleRemark[] {
  if (last === null) return [];
  const coldest = moves.toSorted((a, b) => a.day - b.day).at(-1);
  const billed = coldest && billedDays[coldest.storageClass];
  if (!coldest || billed === undefined || last - coldest.day >= billed || last <= coldest.day) return [];
  const stay = formatQuantity(last - coldest.day, 'day');
  return [info(`${name}: objects stay ${stay} in ${coldest.storageClass}; Amazon bills ${billed} at least.`)];
}

function remarkOnTwo(one: Numbered, other: Numbered, nowMs: number): LifecycleRemark[] {
  if (isSameRules([{ ...other.rule, id: null }], [one.rule]))
    return [warn(`${other.name} says the same as ${one.name}.`)];
  if (!mayOverlap(one.rule.filter, other.rule.filter)) return [];
  return [
    ...compareEnds(one, other, nowMs),
    ...findLateMoves(one, other, nowMs),
    ...findLateMoves(other, one, nowMs),
    ...compareMoves(one, other, nowMs),
    ...compareVersions(one, other),
  ];
}

function compareEnds(one: Numbered, other: Numbered, nowMs: number): LifecycleRemark[] {
  const [a, b] = [getEnd(one.rule), getEnd(other.rule)];
  const [dayA, dayB] = [a && toDay(a, nowMs), b && toDay(b, nowMs)];
  if (!a || !b || dayA === null || dayB === null || dayA === dayB) return [];
  if (a.kind !== b.kind) {
    return [
      info(
        `${one.name} and ${other.name} overlap: what both match is deleted ${describeDue(a)} or ${describeDue(b)}, whichever comes first.`,
      ),
    ];
  }
  const [first, late, end] = dayA < dayB ? [one, other, a] : [other, one, b];
  if (isCovering(first.rule.filter, late.rule.filter)) {
    return [
      warn(`${late.name} never deletes anything: ${first.name} deletes the same objects ${describeDue(end)} already.`),
    ];
  }
  return [
    info(`${one.name} and ${other.name} overlap: what both match is deleted ${describeDue(end)}, by ${first.name}.`),
  ];
}

/** Moves of `mover` that fall on or after the day on which `ender` deletes. */
function findLateMoves(ender: Numbered, mover: Numbered, nowMs: number): LifecycleRemark[] {
  const end = getEnd(ender.rule);
  const last = end && toDay(end, nowMs);
  if (!end || last === null) return [];
  const late = mover.rule.transitions.filter((move) => (toDay(move, nowMs) ?? -1) >= last);
  if (late.length === 0) return [];
  const classes = late.map(({ storageClass }) => storageClass).join(', ');
  return isCovering(ender.rule.filter, mover.rule.filter)
    ? [warn(`${mover.name} never moves anything to ${classes}: ${ender.name} deletes the objects ${describeDue(end)}.`)]
    : [info(`${ender.name} deletes what both match ${describeDue(end)}, before ${mover.name} moves it to ${classes}.`)];
}

/** Moves of two rules that do not go together: back to a warmer class, or to two on one day. */
function compareMoves(one: Numbered, other: Numbered, nowMs: number): LifecycleRemark[] {
  const found: LifecycleRemark[] = [];
  for (const a of one.rule.transitions) {
    for (const b of other.rule.transitions) {
      const [dayA, dayB] = [toDay(a, nowMs), toDay(b, nowMs)];
      const [coldA, coldB] = [getColdness(a.storageClass), getColdness(b.storageClass)];
      if (dayA === null || dayB === null || coldA === null || coldB === null || coldA === coldB) continue;
      const [colder, warmer] = coldA > coldB ? [one, other] : [other, one];
      const [cold, warm] = colder === one ? [a, b] : [b, a];
      if ((colder === one ? dayA : dayB) > (colder === one ? dayB : dayA)) continue;
      found.push(
        warn(
          `${warmer.name} does not move to ${warm.storageClass} what ${colder.name} has moved to the colder ${cold.storageClass}.`,
        ),
      );
    }
  }
  return found;
}

function compareVersions(one: Numbered, other: Numbered): LifecycleRemark[] {
  const [a, b] = [one.rule.noncurrentExpiration, other.rule.noncurrentExpiration];
  if (a?.days == null || b?.days == null) return [];
  if (a.days === b.days && a.newerVersions === b.newerVersions) return [];
  const [first, late] = a.days <= b.days ? [one, other] : [other, one];
  const [early, after] = first === one ? [a, b] : [b, a];
  const isSurer = (early.newerVersions ?? 0) <= (after.newerVersions ?? 0);
  if (isSurer && isCovering(first.rule.filter, late.rule.filter)) {
    return [
      warn(
        `${late.name} never deletes a version: ${first.name} deletes the same ones ${inDays(early.days ?? 0)} already.`,
      ),
    ];
  }
  return [info(`${one.name} and ${other.name} overlap: a version that both match goes as soon as either says so.`)];
}
