/**
 * Writes the native syntax of HashiCorp's configuration language
 * (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md), laid out as `terraform fmt` does.
 */
export type HclValue = string | number | boolean | null | readonly HclValue[] | { readonly [name: string]: HclValue };

/** An attribute whose value is an object, which otherwise is a block: a map such as `tags`, or the argument of a function. */
export class HclExpression {
  readonly value: HclValue;
  /** Name of the function around it, such as `jsonencode`. */
  readonly call: string | null;

  constructor(value: HclValue, call: string | null = null) {
    this.value = value;
    this.call = call;
  }
}

/** An address of something else, such as `aws_s3_bucket_acl.media`. */
export class HclReference {
  readonly address: string;

  constructor(address: string) {
    this.address = address;
  }
}

/** Arguments and blocks. A list of bodies is one block for each. */
export interface HclBody {
  [name: string]: HclItem | undefined;
}

export type HclItem =
  string | number | boolean | readonly string[] | HclExpression | HclReference | HclBody | readonly HclBody[];

const escapes: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A quoted template that stands for exactly this text: `${` and `%{` would begin an interpolation. */
export function toHclString(text: string): string {
  const inner = text
    .replace(/["\\\n\r\t]/gu, (character) => escapes[character] ?? character)
    .replace(/[\u0000-\u001f\u007f]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/[$%](?=\{)/gu, (sign) => sign + sign);
  return `"${inner}"`;
}

function toExpression(value: HclValue, indent: string): string {
  if (typeof value === 'string') return toHclString(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = (value as readonly HclValue[]).map((item) => toExpression(item, inner));
    if (items.every((item) => !item.includes('\n'))) return `[${items.join(', ')}]`;
    return `[\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}]`;
  }
  const entries = Object.entries(value).map(([name, part]): [string, string] => [
    toHclString(name),
    toExpression(part, inner),
  ]);
  if (entries.length === 0) return '{}';
  return `{\n${align(entries, inner)}${indent}}`;
}

/** `name = value` lines; neighbours that fit on one line each have their signs below one another. */
function align(entries: readonly (readonly [string, string])[], indent: string): string {
  const lines: string[] = [];
  for (let start = 0; start < entries.length;) {
    let end = start;
    while (end < entries.length && !entries[end]?.[1].includes('\n')) end += 1;
    const group = entries.slice(start, Math.max(end, start + 1));
    const width = end === start ? 0 : Math.max(...group.map(([name]) => name.length));
    for (const [name, text] of group) lines.push(`${indent}${name.padEnd(width)} = ${text}\n`);
    start += group.length;
  }
  return lines.join('');
}

function isBlock(item: HclItem): item is HclBody | readonly HclBody[] {
  if (typeof item !== 'object' || item instanceof HclExpression || item instanceof HclReference) return false;
  return !Array.isArray(item) || item.some((part) => typeof part === 'object');
}

function toBody(body: HclBody, indent: string): string {
  const items = Object.entries(body).filter((entry): entry is [string, HclItem] => entry[1] !== undefined);
  const attributes = items.flatMap(([name, item]): [string, string][] => {
    if (isBlock(item)) return [];
    if (item instanceof HclReference) return [[name, item.address]];
    if (!(item instanceof HclExpression)) return [[name, toExpression(item, indent)]];
    const text = toExpression(item.value, indent);
    return [[name, item.call === null ? text : `${item.call}(${text})`]];
  });
  const blocks = items.flatMap(([name, item]) =>
    isBlock(item)
      ? (Array.isArray(item) ? (item as HclBody[]) : [item as HclBody]).map((one) => toBlock(name, one, indent))
      : [],
  );
  return [...(attributes.length > 0 ? [align(attributes, indent)] : []), ...blocks].join('\n');
}

function toBlock(header: string, body: HclBody, indent: string): string {
  const inside = toBody(body, `${indent}  `);
  return inside === '' ? `${indent}${header} {}\n` : `${indent}${header} {\n${inside}${indent}}\n`;
}

/** A block at the top of a file: `resource "aws_s3_bucket_acl" "media" { … }`. */
export function toHclBlock(type: string, labels: readonly string[], body: HclBody): string {
  return toBlock([type, ...labels.map(toHclString)].join(' '), body, '');
}
