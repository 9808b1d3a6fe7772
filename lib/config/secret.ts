const redacted = '[secret]';

/**
 * Text that must not be seen: it redacts itself wherever a value is printed, logged, serialised or put into a string.
 * `reveal()` is the one way to read it, so that every use can be found.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [Symbol.toPrimitive](): string {
    return redacted;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return redacted;
  }
}
