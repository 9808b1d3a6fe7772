import { S3Error } from '../errors.ts';

/** A parsed element. Names come without their namespace prefix; so do attributes (`xsi:type` is `type`). */
export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  text: string;
}

const predefined: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const namePattern = '[A-Za-z_][\\w.:-]*';
const tokenPattern = new RegExp(
  [
    '<!--[\\s\\S]*?-->',
    '<\\?[\\s\\S]*?\\?>',
    '<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>',
    `</(${namePattern})\\s*>`,
    `<(${namePattern})((?:\\s+${namePattern}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`,
    '([^<]+)',
  ].join('|'),
  'gy',
);
const attributePattern = new RegExp(`(${namePattern})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g');

function decodeEntity(entity: string, body: string): string {
  const named = predefined[body];
  if (named !== undefined) return named;
  const match = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(body);
  const codePoint = match?.[1] ? parseInt(match[1], 16) : Number(match?.[2] ?? Number.NaN);
  if (!(codePoint <= 0x10ffff)) throw new S3Error('MalformedXML', { message: `Unknown entity ${entity}` });
  return String.fromCodePoint(codePoint);
}

function decodeText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n');
  return lines.includes('&') ? lines.replace(/&([^;]*);?/g, decodeEntity) : lines;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single] of text.matchAll(attributePattern)) {
    if (!name.startsWith('xmlns')) attributes[localName(name)] = decodeText(double ?? single ?? '');
  }
  return attributes;
}

/** Puts one token where it belongs; `open` holds the elements not yet closed, the innermost last. */
function takeToken(open: XmlNode[], token: RegExpExecArray): void {
  const [, cdata, closing, opening, attributes = '', selfClosing, characters] = token;
  const parent = open.at(-1);
  if (!parent) throw new S3Error('MalformedXML');
  if (cdata !== undefined) parent.text += cdata;
  else if (characters !== undefined) parent.text += decodeText(characters);
  else if (opening !== undefined) {
    const node = { name: localName(opening), attributes: readAttributes(attributes), children: [], text: '' };
    parent.children.push(node);
    if (!selfClosing) open.push(node);
  } else if (closing !== undefined) {
    if (open.length < 2 || parent.name !== localName(closing)) throw new S3Error('MalformedXML');
    open.pop();
  }
}

/**
 * Parses a request document. Knows elements, attributes, text, CDATA, comments and character references;
 * a document type declaration is refused, and with it every entity that could expand.
 */
export function parseXml(source: string): XmlNode {
  const text = source.replace(/^\ufeff/, '').trim();
  const document: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlNode[] = [document];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const token = tokenPattern.exec(text);
    if (!token) throw new S3Error('MalformedXML');
    takeToken(open, token);
  }
  const [root, ...others] = document.children;
  if (!root || others.length > 0 || open.length > 1 || document.text.trim() !== '') throw new S3Error('MalformedXML');
  return root;
}

/** Parses and insists on the name of the root element. */
export function parseDocument(source: string, root: string): XmlNode {
  const node = parseXml(source);
  if (node.name !== root) throw new S3Error('MalformedXML');
  return node;
}

export function children(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((child) => child.name === name);
}

export function child(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((candidate) => candidate.name === name);
}

/** Text of a child element, `undefined` when there is no such child. */
export function childText(node: XmlNode, name: string): string | undefined {
  return child(node, name)?.text;
}

/** Text of a child element that the schema requires. */
export function requireText(node: XmlNode, name: string): string {
  const text = childText(node, name);
  if (text === undefined) throw new S3Error('MalformedXML');
  return text;
}
