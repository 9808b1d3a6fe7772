import { S3Error } from '../errors.ts';
import { children, childText, parseDocument, type XmlNode } from '../xml/parse.ts';
import { writeXml } from '../xml/write.ts';
import type { CorsRule } from './rules.ts';

/** PutBucketCors in the S3 API Reference: the methods a rule may allow, and 100 rules at most. */
const methods = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];
const maxRules = 100;

function texts(node: XmlNode, name: string): string[] {
  return children(node, name).map((item) => item.text);
}

function parseRule(node: XmlNode): CorsRule {
  const rule = {
    id: childText(node, 'ID') ?? null,
    allowedOrigins: texts(node, 'AllowedOrigin'),
    allowedMethods: texts(node, 'AllowedMethod'),
    allowedHeaders: texts(node, 'AllowedHeader'),
    exposeHeaders: texts(node, 'ExposeHeader'),
    maxAgeSeconds: null as number | null,
  };
  const age = childText(node, 'MaxAgeSeconds');
  if (age !== undefined) {
    if (!/^\d{1,9}$/.test(age)) throw new S3Error('MalformedXML');
    rule.maxAgeSeconds = Number(age);
  }
  if (rule.allowedOrigins.length === 0 || rule.allowedMethods.length === 0) throw new S3Error('MalformedXML');
  for (const method of rule.allowedMethods) {
    if (!methods.includes(method)) {
      throw new S3Error('InvalidRequest', {
        message: `Found unsupported HTTP method in CORS config. Unsupported method is ${method}`,
      });
    }
  }
  for (const [name, patterns] of [
    ['AllowedOrigin', rule.allowedOrigins],
    ['AllowedHeader', rule.allowedHeaders],
  ] as const) {
    const wild = patterns.find((pattern) => pattern.indexOf('*') !== pattern.lastIndexOf('*'));
    if (wild !== undefined) {
      throw new S3Error('InvalidRequest', { message: `${name} "${wild}" can not have more than one wildcard.` });
    }
  }
  const exposed = rule.exposeHeaders.find((name) => name.includes('*'));
  if (exposed !== undefined) {
    throw new S3Error('InvalidRequest', {
      message: `ExposeHeader "${exposed}" contains wildcard. We currently do not support wildcard for ExposeHeader.`,
    });
  }
  return rule;
}

export function parseCors(source: string): CorsRule[] {
  const rules = children(parseDocument(source, 'CORSConfiguration'), 'CORSRule').map(parseRule);
  if (rules.length === 0 || rules.length > maxRules) throw new S3Error('MalformedXML');
  return rules;
}

export function corsDocument(rules: readonly CorsRule[]): string {
  return writeXml('CORSConfiguration', {
    CORSRule: rules.map((rule) => ({
      ID: rule.id ?? undefined,
      AllowedOrigin: rule.allowedOrigins,
      AllowedMethod: rule.allowedMethods,
      AllowedHeader: rule.allowedHeaders,
      ExposeHeader: rule.exposeHeaders,
      MaxAgeSeconds: rule.maxAgeSeconds ?? undefined,
    })),
  });
}
