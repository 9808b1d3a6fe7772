/** An element of an XML document. `text` is what stands directly in it, entities resolved; attributes are not kept. */
export interface XmlElement {
  name: string;
  text: string;
  children: XmlElement[];
}

const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolveEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]+));/giu,
    (whole: string, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return namedEntities[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** How far a tag's name goes: to white space, to the slash of an empty element, or to the end. */
function readName(tag: string): string {
  const end = tag.search(/[\s/]/u);
  return end === -1 ? tag : tag.slice(0, end);
}

class XmlReader {
  readonly #xml: string;
  #at = 0;
  readonly #open: XmlElement[] = [];
  #root: XmlElement | null = null;

  constructor(xml: string) {
    // A line break is one character, however it was sent (XML 1.0, 2.11).
    this.#xml = xml.includes('\r') ? xml.replaceAll(/\r\n?/gu, '\n') : xml;
  }

  read(): XmlElement {
    for (;;) {
      const start = this.#xml.indexOf('<', this.#at);
      const end = start === -1 ? this.#xml.length : start;
      if (end > this.#at) this.#addText(resolveEntities(this.#xml.slice(this.#at, end)));
      this.#at = end;
      if (start === -1) break;
      this.#readMarkup();
    }
    if (this.#open.length > 0 || this.#root === null) throw new SyntaxError('The XML document is cut off or empty.');
    return this.#root;
  }

  #addText(text: string): void {
    const parent = this.#open.at(-1);
    if (parent) parent.text += text;
    else if (text.trim() !== '') throw new SyntaxError('Text stands outside of the XML document.');
  }

  #readMarkup(): void {
    const xml = this.#xml;
    if (xml.startsWith('<!--', this.#at)) this.#passTo('-->', 4);
    else if (xml.startsWith('<![CDATA[', this.#at)) this.#addText(this.#passTo(']]>', 9));
    else if (xml.startsWith('<?', this.#at)) this.#passTo('?>', 2);
    else if (xml.startsWith('<!', this.#at)) throw new SyntaxError('A document type has no place in an S3 answer.');
    else if (xml.startsWith('</', this.#at)) this.#close(this.#passTo('>', 2).trim());
    else this.#openElement(this.#passTag());
  }

  /** What stands between an opening of `length` characters and `end`, which is passed as well. */
  #passTo(end: string, length: number): string {
    const from = this.#at + length;
    const to = this.#xml.indexOf(end, from);
    if (to === -1) throw new SyntaxError('The XML document is cut off.');
    this.#at = to + end.length;
    return this.#xml.slice(from, to);
  }

  /** A start tag without its brackets. A `>` inside a quoted attribute does not end it. */
  #passTag(): string {
    const start = this.#at;
    let tag = this.#passTo('>', 1);
    while (tag.includes('=') && isInsideQuotes(tag)) {
      this.#passTo('>', 0);
      tag = this.#xml.slice(start + 1, this.#at - 1);
    }
    return tag;
  }

  #openElement(tag: string): void {
    const element: XmlElement = { name: readName(tag), text: '', children: [] };
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else if (this.#root === null) this.#root = element;
    else throw new SyntaxError('An XML document has one root element.');
    if (!tag.endsWith('/')) this.#open.push(element);
  }

  #close(name: string): void {
    const element = this.#open.pop();
    if (element?.name !== name) throw new SyntaxError(`<${element?.name ?? ''}> is closed by </${name}>.`);
  }
}

function isInsideQuotes(tag: string): boolean {
  return /["']/u.test(tag.replaceAll(/"[^"]*"|'[^']*'/gu, ''));
}

/**
 * Reads an XML document (https://www.w3.org/TR/xml/) as S3 servers send them: no document types, no attributes that matter.
 *
 * @throws SyntaxError when it is no well-formed document, for example cut off
 */
export function parseXml(xml: string): XmlElement {
  return new XmlReader(xml).read();
}
