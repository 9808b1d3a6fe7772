import type { CommandPlace, NamedDocument } from './copy-as';
import { HclExpression, HclReference, toHclBlock, toHclString, type HclBody, type HclItem, type HclValue } from './hcl';
import { joinWords } from './words';

type Json = HclValue;
interface JsonObject {
  readonly [name: string]: Json;
}

/**
 * The resource of Terraform's AWS provider that holds a setting
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs). Its arguments are named as the S3 API names them, in
 * small letters; `toBody` says where they stand otherwise.
 */
export interface TerraformResource {
  type: string;
  /** The document, or one configuration of a list, with names of the API, as the resource has it. */
  toBody?: (document: never) => unknown;
}

/** Arguments that are maps, and those that hold a document of their own. */
const isMap = (name: string): boolean => name === 'Tags' || name === 'tags';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `[{ Key, Value }]` as a map. */
function toTagMap(tags: readonly { Key?: string | undefined; Value?: string | undefined }[]): HclExpression {
  return new HclExpression(Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value])));
}

/** A JSON document as an argument of text. */
export const toJsonArgument = (document: unknown): HclExpression =>
  new HclExpression(document as HclValue, 'jsonencode');

function toItem(name: string, value: Json): HclItem | undefined {
  if (value instanceof HclExpression) return value;
  // An empty list says what no list says.
  if (value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  if (isMap(name) && Array.isArray(value)) return toTagMap(value as { Key: string; Value: string }[]);
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return list.some(isObject) ? list.filter(isObject).map(toBody) : (list as readonly string[]);
  }
  return isObject(value) ? toBody(value) : (value as string | number | boolean);
}

/** Lists of blocks stand one by one: `CORSRules` is `cors_rule { … }` again and again. */
function toBody(document: JsonObject): HclBody {
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => {
      const isList = Array.isArray(value) && (value as readonly Json[]).some(isObject) && !isMap(name);
      return [joinWords(isList ? name.replace(/s$/u, '') : name, '_'), toItem(name, value)];
    }),
  );
}

/** Plain JSON, but for what is an expression already; dates become text. */
function toPlain(value: unknown): Json {
  if (value instanceof HclExpression) return value as unknown as Json;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return (value ?? null) as Json;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([name, part]) => [name, toPlain(part)]),
  );
}

/** A name as Terraform takes them: letters, digits, `_` and `-`, not beginning with a digit. */
const toLabel = (text: string): string => text.replace(/[^\w-]/gu, '_').replace(/^(?=[\d-])/u, '_');

function toProviderRemark({ endpoint }: CommandPlace): string {
  if (/^https:\/\/[^/]*\.amazonaws\.com(?:\.cn)?(?:\/|$)/u.test(endpoint)) return '';
  return [
    '# For this endpoint the provider needs:',
    '# provider "aws" {',
    '#   s3_use_path_style = true',
    '#   endpoints {',
    `#     s3 = ${toHclString(endpoint)}`,
    '#   }',
    '# }',
    '',
    '',
  ].join('\n');
}

function labelOf({ bucket }: CommandPlace, { id }: NamedDocument): string {
  return toLabel(id === null ? bucket : `${bucket}_${id}`);
}

/** Resources that hold these documents, one each. */
export function toTerraform(
  resource: TerraformResource,
  place: CommandPlace,
  documents: readonly NamedDocument[],
): string {
  const blocks = documents.map((named) => {
    const body = toPlain(resource.toBody ? resource.toBody(named.document as never) : named.document);
    const name = named.id === null ? {} : { name: named.id };
    return toHclBlock('resource', [resource.type, labelOf(place, named)], {
      bucket: place.bucket,
      ...name,
      ...toBody(isObject(body) ? body : {}),
    });
  });
  return toProviderRemark(place) + blocks.join('\n');
}

/** What takes those resources away again (`removed`, Terraform 1.7). */
export function toTerraformRemoval(
  resource: TerraformResource,
  place: CommandPlace,
  documents: readonly NamedDocument[],
): string {
  return documents
    .map((named) =>
      toHclBlock('removed', [], {
        from: new HclReference(`${resource.type}.${labelOf(place, named)}`),
        lifecycle: { destroy: true },
      }),
    )
    .join('\n');
}
