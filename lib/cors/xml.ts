import type { CorsRule } from './rules';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escape = (text: string): string => text.replace(/[&<>]/gu, (character) => escapes[character] ?? character);

const element = (name: string, text: string | number): string => `<${name}>${escape(String(text))}</${name}>`;

function toRule({
  id,
  allowedOrigins,
  allowedMethods,
  allowedHeaders,
  exposedHeaders,
  maxAgeSeconds,
}: CorsRule): string {
  return [
    ...(id === null ? [] : [element('ID', id)]),
    ...allowedOrigins.map((origin) => element('AllowedOrigin', origin)),
    ...allowedMethods.map((method) => element('AllowedMethod', method)),
    ...allowedHeaders.map((header) => element('AllowedHeader', header)),
    ...exposedHeaders.map((header) => element('ExposeHeader', header)),
    ...(maxAgeSeconds === null ? [] : [element('MaxAgeSeconds', maxAgeSeconds)]),
  ].join('');
}

/** Rules as the XML document that travels (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html). */
export function toCorsXml(rules: readonly CorsRule[]): string {
  const inner = rules.map((rule) => `<CORSRule>${toRule(rule)}</CORSRule>`).join('');
  return `<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</CORSConfiguration>`;
}
