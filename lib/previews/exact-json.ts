/** A number that JavaScript would round, as it was written. */
export class ExactNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

type Reviver = (this: unknown, key: string, value: unknown, context?: { source?: string }) => unknown;

/** Whether a number stays what was written; exponents and trailing zeros are another spelling, not another number. */
function isKept(value: number, source: string): boolean {
  if (!Number.isFinite(value)) return false;
  if (Number.isInteger(value) && !/[.eE]/u.test(source)) return String(value) === source || source === '-0';
  return true;
}

const keepExact: Reviver = (_key, value, context) =>
  typeof value === 'number' && context?.source !== undefined && !isKept(value, context.source)
    ? new ExactNumber(context.source)
    : value;

/**
 * Parses JSON and keeps whole numbers beyond 2^53 as they were written, where the browser tells
 * (https://tc39.es/proposal-json-parse-with-source/). @throws SyntaxError
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(text, keepExact);
}
