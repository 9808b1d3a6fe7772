import { S3Error } from '../errors.ts';
import { children, parseDocument, type XmlNode } from './parse.ts';

const whole = /^\s*-?\d{1,16}\s*$/;
/** The widest `int` of the S3 schema. */
const widestInteger = 2 ** 31 - 1;

/**
 * Reads an element by its schema. A child that is never asked for, or stands twice where one is asked for, makes the
 * document `MalformedXML`; so does text between elements. What is absent is `null`.
 */
export class ElementReader {
  readonly #node: XmlNode;
  readonly #asked = new Set<string>();

  constructor(node: XmlNode) {
    this.#node = node;
  }

  #nodes(name: string): XmlNode[] {
    this.#asked.add(name);
    return children(this.#node, name);
  }

  #single(name: string): XmlNode | null {
    const [first, ...others] = this.#nodes(name);
    if (others.length > 0) throw new S3Error('MalformedXML');
    return first ?? null;
  }

  has(name: string): boolean {
    return this.#single(name) !== null;
  }

  /** Attribute of the element itself, by its local name. */
  attribute(name: string): string | null {
    return this.#node.attributes[name] ?? null;
  }

  list<Value>(name: string, read: (element: ElementReader) => Value): Value[] {
    return this.#nodes(name).map((node) => readNode(node, read));
  }

  optional<Value>(name: string, read: (element: ElementReader) => Value): Value | null {
    const node = this.#single(name);
    return node && readNode(node, read);
  }

  required<Value>(name: string, read: (element: ElementReader) => Value): Value {
    const node = this.#single(name);
    if (!node) throw new S3Error('MalformedXML');
    return readNode(node, read);
  }

  text(name: string): string | null {
    const node = this.#single(name);
    return node && leaf(node);
  }

  requiredText(name: string): string {
    return present(this.text(name));
  }

  texts(name: string): string[] {
    return this.#nodes(name).map(leaf);
  }

  choice<const Option extends string>(name: string, options: readonly Option[]): Option | null {
    const text = this.text(name);
    return text === null ? null : oneOf(text, options);
  }

  requiredChoice<const Option extends string>(name: string, options: readonly Option[]): Option {
    return present(this.choice(name, options));
  }

  choices<const Option extends string>(name: string, options: readonly Option[]): Option[] {
    return this.texts(name).map((text) => oneOf(text, options));
  }

  flag(name: string): boolean | null {
    const text = this.text(name)?.trim().toLowerCase();
    return text === undefined ? null : oneOf(text, ['true', 'false']) === 'true';
  }

  /** A whole number of 32 bits or as wide as told, which may be negative: what it may be is for the caller to say. */
  integer(name: string, widest = widestInteger): number | null {
    const text = this.text(name);
    if (text === null) return null;
    if (!whole.test(text) || Math.abs(Number(text)) > widest) throw new S3Error('MalformedXML');
    return Number(text);
  }

  requiredInteger(name: string): number {
    return present(this.integer(name));
  }

  /** Throws unless every child was asked for. */
  finish(): void {
    const isUnknown = this.#node.children.some(({ name }) => !this.#asked.has(name));
    if (isUnknown || this.#node.text.trim() !== '') throw new S3Error('MalformedXML');
  }
}

function present<Value>(value: Value | null): Value {
  if (value === null) throw new S3Error('MalformedXML');
  return value;
}

function oneOf<Option extends string>(text: string, options: readonly Option[]): Option {
  return present(options.find((option) => option === text) ?? null);
}

function leaf(node: XmlNode): string {
  if (node.children.length > 0) throw new S3Error('MalformedXML');
  return node.text;
}

function readNode<Value>(node: XmlNode, read: (element: ElementReader) => Value): Value {
  const element = new ElementReader(node);
  const value = read(element);
  element.finish();
  return value;
}

/** Reads a whole document by its schema. Throws `MalformedXML` when the root has another name. */
export function readDocument<Value>(source: string, root: string, read: (element: ElementReader) => Value): Value {
  return readNode(parseDocument(source, root), read);
}
