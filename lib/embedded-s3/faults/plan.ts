/** What goes wrong. */
export type FaultAction =
  | { kind: 'delay'; ms: number }
  | { kind: 'status'; status: number; code: string }
  /** The connection is reset before any answer. */
  | { kind: 'reset' }
  /** The true answer, cut after so many bytes of its body. */
  | { kind: 'truncate'; bytes: number }
  /** A 200 with this body, such as broken XML, in place of the true answer. */
  | { kind: 'body'; body: string; contentType?: string };

export interface FaultRule {
  /** Every given field must fit. Preflights fit only rules that name OPTIONS or the operation `Preflight`. */
  match: { method?: string; operation?: string; bucket?: string; keyPrefix?: string };
  /** The fitting request at which the rule begins to act, counted from 1. */
  nth?: number;
  /** How many requests it then acts on: 1 when `nth` is given, else every one. */
  times?: number;
  action: FaultAction;
}

/** A request as rules see it. */
export interface FaultSubject {
  method: string;
  operation: string;
  bucket: string | null;
  key: string | null;
}

function fits({ match }: FaultRule, subject: FaultSubject): boolean {
  if (subject.operation === 'Preflight' && match.method !== 'OPTIONS' && match.operation !== 'Preflight') return false;
  return (
    (match.method === undefined || match.method === subject.method) &&
    (match.operation === undefined || match.operation === subject.operation) &&
    (match.bucket === undefined || match.bucket === subject.bucket) &&
    (match.keyPrefix === undefined || (subject.key ?? '').startsWith(match.keyPrefix))
  );
}

/** The last fitting request that a rule acts on. */
function lastOf({ nth, times }: FaultRule): number {
  return (nth ?? 1) + (times ?? (nth === undefined ? Infinity : 1)) - 1;
}

/** The faults that tests have ordered. */
export class FaultPlan {
  #rules: { rule: FaultRule; seen: number }[] = [];

  /** Replaces all rules and starts counting anew. */
  set(rules: readonly FaultRule[]): void {
    this.#rules = rules.map((rule) => ({ rule, seen: 0 }));
  }

  clear(): void {
    this.#rules = [];
  }

  /** How many rules have acted as often as they say; those without `times` or `nth` never have. */
  get spent(): number {
    return this.#rules.filter(({ rule, seen }) => seen >= lastOf(rule)).length;
  }

  /** Counts the request for every rule it fits and returns what the first acting one does. */
  take(subject: FaultSubject): FaultAction | null {
    let action: FaultAction | null = null;
    for (const entry of this.#rules) {
      if (!fits(entry.rule, subject)) continue;
      entry.seen += 1;
      const { nth = 1 } = entry.rule;
      if (action === null && entry.seen >= nth && entry.seen <= lastOf(entry.rule)) action = entry.rule.action;
    }
    return action;
  }
}
