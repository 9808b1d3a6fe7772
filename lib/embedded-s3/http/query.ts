import { isUtf8 } from 'node:buffer';
import { S3Error } from '../errors.ts';

/**
 * Percent-decodes text of a request's target, in which Node hands raw bytes over as Latin-1. Throws `InvalidURI` on a
 * broken escape and on what is no UTF-8.
 */
export function decodeTarget(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  try {
    if (isUtf8(bytes)) return decodeURIComponent(bytes.toString('utf8'));
  } catch {
    // The refusal below says it.
  }
  throw new S3Error('InvalidURI', { fields: { URI: text } });
}

const decode = (text: string) => decodeTarget(text.replaceAll('+', ' '));

/** The query string, in order. A name without `=` has the empty value, as in `?acl`. */
export class QueryParameters {
  readonly entries: readonly (readonly [name: string, value: string])[];
  readonly #values = new Map<string, string>();

  constructor(raw: string) {
    this.entries = raw
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const equals = pair.indexOf('=');
        return equals === -1 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
      });
    for (const [name, value] of this.entries) if (!this.#values.has(name)) this.#values.set(name, value);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The first value of that name. */
  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  /** A non-negative whole number, capped at `most`; `fallback` when absent. Throws `InvalidArgument`. */
  getNumber(name: string, fallback: number, most: number): number {
    const text = this.#values.get(name);
    if (text === undefined || text === '') return fallback;
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value <= 2_147_483_647)) {
      throw new S3Error('InvalidArgument', {
        message: `Argument ${name} must be an integer between 0 and 2147483647`,
        fields: { ArgumentName: name, ArgumentValue: text },
      });
    }
    return Math.min(value, most);
  }
}
