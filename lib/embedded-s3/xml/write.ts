/** An element: text, a number, a truth value, further elements, or several of one name as an array. `undefined` is left out. */
export type XmlValue = string | number | boolean | undefined | XmlElements | readonly XmlValue[];
export interface XmlElements {
  [name: string]: XmlValue;
}

/** Namespace of every S3 document (S3 API Reference, each operation's response syntax). */
const s3Namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/**
 * Text as XML character data. Control characters become numeric references, as S3 sends them: those that XML 1.0 forbids
 * reach the client either way only when it asked for no `encoding-type=url`.
 */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, (character) => {
    return entities[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
  });
}

function writeElement(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  if (isList(value)) return value.map((item) => writeElement(name, item)).join('');
  const content =
    typeof value === 'string' ? escapeXml(value) : typeof value === 'object' ? writeElements(value) : String(value);
  // An attribute such as xsi:type is written within the name, so the closing tag takes the name's first word.
  const space = name.indexOf(' ');
  return `<${name}>${content}</${space === -1 ? name : name.slice(0, space)}>`;
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}

function writeElements(elements: XmlElements): string {
  let text = '';
  for (const [name, value] of Object.entries(elements)) text += writeElement(name, value);
  return text;
}

/**
 * A whole document in the S3 namespace. A text makes a root without children; a list makes one root with the elements of
 * all its items, which is how elements of different names keep their order.
 */
export function writeXml(root: string, content: XmlElements | readonly XmlElements[] | string): string {
  const inner = typeof content === 'string' ? escapeXml(content) : [content].flat().map(writeElements).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${s3Namespace}">${inner}</${root}>`;
}

/** A document that S3 sends without a namespace: errors, and the answer to a form. */
export function writeBareXml(root: string, elements: XmlElements): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, elements)}`;
}
