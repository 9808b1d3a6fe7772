import type { SettingModel } from './define';
import { toTerraform, toTerraformRemoval } from './terraform';
import { joinWords, quote } from './words';

/** How the S3 API calls what writes a setting. */
export interface SettingApi {
  /** `PutBucketCors` */
  operation: string;
  /** The parameter that takes the document: `CORSConfiguration`. */
  parameter: string;
  /** Where a bucket has several documents: the list in our document that holds them. Each is put under its id. */
  list?: string;
  /** Members of our document that are parameters of their own. */
  apart?: readonly string[];
  /** The document travels as a text: a policy. */
  isText?: true;
  /** What deletes it: `DeleteBucketCors`. Without one, an empty document does. */
  removal?: string;
}

/** Where the commands are for. */
export interface CommandPlace {
  bucket: string;
  /** Address of the endpoint, as clients reach it. */
  endpoint: string;
}

interface Call {
  operation: string;
  id: string | null;
  /** By parameter. */
  documents: [parameter: string, document: unknown][];
  isText: boolean;
}

export interface NamedDocument {
  id: string | null;
  document: unknown;
}

/** The documents of a setting: one, or one for each configuration of a list. */
function toDocuments(list: string | undefined, document: unknown): NamedDocument[] {
  if (list === undefined) return [{ id: null, document }];
  const items = (document as Record<string, { Id?: string }[] | undefined>)[list] ?? [];
  return items.map((item) => ({ id: item.Id ?? '', document: item }));
}

/** The calls that write a document. */
function toCalls(api: SettingApi, document: unknown): Call[] {
  const { operation, parameter, list, apart = [], isText = false } = api;
  return toDocuments(list, document).map((named) => {
    const members = Object.entries(named.document as object);
    const own = members.filter(([name]) => apart.includes(name));
    const rest =
      apart.length > 0 ? Object.fromEntries(members.filter(([name]) => !apart.includes(name))) : named.document;
    return { operation, id: named.id, documents: [[parameter, rest], ...own], isText };
  });
}

/** The calls that delete what a document says. */
function toRemovalCalls(api: SettingApi, document: unknown): Call[] {
  const { removal } = api;
  if (removal === undefined) return toCalls(api, {});
  return toDocuments(api.list, document).map(({ id }) => ({ operation: removal, id, documents: [], isText: false }));
}

/** Commands of aws-cli: https://docs.aws.amazon.com/cli/latest/reference/s3api/ */
function toAwsCli(calls: readonly Call[], { bucket, endpoint }: CommandPlace): string {
  return calls
    .map(({ operation, id, documents }) =>
      [
        `aws s3api ${joinWords(operation, '-')} --endpoint-url ${quote(endpoint)}`,
        `--bucket ${quote(bucket)}`,
        ...(id === null ? [] : [`--id ${quote(id)}`]),
        ...documents.map(([parameter, document]) => {
          const text = typeof document === 'string' ? document : JSON.stringify(document, null, 2);
          return `--${joinWords(parameter, '-')} ${quote(text)}`;
        }),
      ].join(' \\\n  '),
    )
    .join('\n\n');
}

/** JSON as Python writes it. Texts are alike in both: every escape of JSON is one of Python's. */
function toPython(value: unknown, indent = ''): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}    `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const parts = Array.isArray(value)
    ? value.map((item) => toPython(item, inner))
    : Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${toPython(item, inner)}`);
  if (parts.length === 0) return `${open}${close}`;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`;
}

/** A program for boto3: https://boto3.amazonaws.com/v1/documentation/api/latest/reference/services/s3.html */
function toBoto3(calls: readonly Call[], { bucket, endpoint }: CommandPlace): string {
  const texts = calls.map(
    ({ operation, id, documents, isText }) =>
      `s3.${joinWords(operation, '_')}(\n` +
      `    Bucket=${JSON.stringify(bucket)},\n` +
      (id === null ? '' : `    Id=${JSON.stringify(id)},\n`) +
      documents
        .map(([parameter, document]) => {
          const value = toPython(document, '    ');
          return `    ${parameter}=${isText ? `json.dumps(${value})` : value},\n`;
        })
        .join('') +
      ')',
  );
  return [
    ...(calls.some(({ isText }) => isText) ? ['import json'] : []),
    'import boto3',
    '',
    `s3 = boto3.client("s3", endpoint_url=${JSON.stringify(endpoint)})`,
    ...texts,
    '',
  ].join('\n');
}

/** The name under which mc knows the endpoint. */
const mcAlias = 's3';

const toMcIntroduction = ({ endpoint }: CommandPlace): string =>
  `# mc alias set ${mcAlias} ${quote(endpoint)} ACCESS_KEY SECRET_KEY\n`;

/** A change for another tool. */
export interface CopiedCommand {
  title: string;
  /** `null` where the tool has nothing for it, which `why` says. */
  text: string | null;
  why: string;
}

/** JSON as it travels: without what is not said, dates as text. */
const toJson = (document: unknown): unknown => JSON.parse(JSON.stringify(document));

function toMc(
  { mc }: SettingModel<unknown, unknown>,
  place: CommandPlace,
  write: (target: string) => string | null,
): CopiedCommand {
  const text = mc ? write(quote(`${mcAlias}/${place.bucket}`)) : null;
  const why = mc ? 'mc cannot say this.' : 'mc has no command for this setting.';
  return { title: 'mc', text: text === null ? null : toMcIntroduction(place) + text, why };
}

function toHashicorp({ terraform }: SettingModel<unknown, unknown>, text: string | null): CopiedCommand {
  const why = terraform ? 'There is nothing to write.' : 'The provider of Terraform has no resource for this.';
  return { title: 'Terraform', text, why };
}

/** What writes a value, for terminals, programs and Terraform. */
export function toWriteCommands(
  model: SettingModel<unknown, unknown>,
  place: CommandPlace,
  value: unknown,
): CopiedCommand[] {
  const { api, terraform, mc } = model;
  const document = toJson(model.toWire(value));
  const calls = api ? toCalls(api, document) : [];
  const why = 'No one call writes this setting.';
  return [
    { title: 'aws-cli', text: calls.length > 0 ? toAwsCli(calls, place) : null, why },
    { title: 'Python (boto3)', text: calls.length > 0 ? toBoto3(calls, place) : null, why },
    toMc(model, place, (target) => mc?.write(value, target) ?? null),
    toHashicorp(model, terraform ? toTerraform(terraform, place, toDocuments(api?.list, document)) : null),
  ];
}

/** What deletes a setting that has this value. */
export function toRemovalCommands(
  model: SettingModel<unknown, unknown>,
  place: CommandPlace,
  value: unknown,
): CopiedCommand[] {
  const { api, terraform, mc } = model;
  const document = toJson(model.toWire(value));
  const calls = api ? toRemovalCalls(api, document) : [];
  const why = 'No one call deletes this setting.';
  const removed = terraform ? toTerraformRemoval(terraform, place, toDocuments(api?.list, document)) : null;
  return [
    { title: 'aws-cli', text: calls.length > 0 ? toAwsCli(calls, place) : null, why },
    { title: 'Python (boto3)', text: calls.length > 0 ? toBoto3(calls, place) : null, why },
    toMc(model, place, (target) => mc?.remove?.(target) ?? null),
    toHashicorp(model, removed),
  ];
}
