import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './project.ts';

/** `public-access-block` → `publicAccessBlock` */
function toCamelCase(id: string): string {
  return id.replace(/-(.)/gu, (_, letter: string) => letter.toUpperCase());
}

/** `public-access-block` → `PublicAccessBlock` */
function toPascalCase(id: string): string {
  const camel = toCamelCase(id);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

/** The files of a new setting by name: a setting of one text, to be made into the right one. */
export function makeSettingFiles(id: string): Record<string, string> {
  const name = toCamelCase(id);
  const type = toPascalCase(id);
  return { ...makeModel(id, name, type), ...makeBothEnds(id, name, type) };
}

/** What both sides know. */
function makeModel(id: string, name: string, type: string): Record<string, string> {
  return {
    'schema.ts': `import { z } from 'zod';

export const ${name}Schema = z.object({
  status: z.enum(['enabled', 'suspended'], 'Choose one.'),
});

export type ${type} = z.infer<typeof ${name}Schema>;
`,
    'constants.ts': `import { toReferences } from '../references';

/** Where the S3 API Reference explains each field. */
export const references = toReferences('VersioningConfiguration', { status: 'Status' });
`,
    'wire.ts': `import type { VersioningConfiguration } from '@aws-sdk/client-s3';
import type { ${type} } from './schema';

export function fromWire({ Status }: VersioningConfiguration): ${type} {
  return { status: Status === 'Enabled' ? 'enabled' : 'suspended' };
}

export function toWire({ status }: ${type}): VersioningConfiguration {
  return { Status: status === 'enabled' ? 'Enabled' : 'Suspended' };
}
`,
    'setting.ts': `import { defineSetting } from '../define';
import { ${name}Schema } from './schema';
import { fromWire, toWire } from './wire';

export const ${name} = defineSetting({
  id: '${id}',
  title: '${type}',
  help: 'What it is for, in one sentence.',
  group: 'Properties',
  capability: 'bucket-versioning',
  permissions: { read: 's3:GetBucketVersioning', write: 's3:PutBucketVersioning', remove: null },
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html',
  schema: ${name}Schema,
  empty: { status: 'enabled' },
  examples: [{ title: 'the first choice', value: { status: 'enabled' } }],
  templates: [],
  toWire,
  fromWire,
  summarise: ({ status }) => (status === 'enabled' ? 'on' : 'suspended'),
});
`,
  };
}

/** The server's end, the browser's, and the test. */
function makeBothEnds(id: string, name: string, type: string): Record<string, string> {
  return {
    'operations.ts': `import 'server-only';
import { GetBucketVersioningCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { defineOperations } from '../define';
import { ${name} } from './setting';

export const ${name}Setting = defineOperations(${name}, {
  async read({ client }, bucket) {
    const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket: bucket }));
    return Status === undefined ? null : { Status };
  },
  absentCodes: [],
  write: ({ client }, bucket, wire) =>
    client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: wire })),
  remove: null,
});
`,
    'editor.tsx': `'use client';

import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { defineEditor, type SettingFormProps } from '../define';
import { references } from './constants';
import type { ${type} } from './schema';
import { ${name} } from './setting';

const statuses = [
  { value: 'enabled', label: 'On' },
  { value: 'suspended', label: 'Suspended' },
] as const;

function ${type}Form({ value, onChange, issues }: SettingFormProps<${type}>) {
  return (
    <Field label="Status" error={issues.at('status')} reference={references.status} className="max-w-[420px]">
      <Select items={statuses} value={value.status} onValueChange={(status) => onChange({ ...value, status })} />
    </Field>
  );
}

export const editor = defineEditor(${name}, ${type}Form);
`,
    [`${id}.test.ts`]: `import fc from 'fast-check';
import { describe, it } from 'vitest';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import type { ${type} } from './schema';
import { ${name} } from './setting';

const values: fc.Arbitrary<${type}> = fc.record({ status: fc.constantFrom('enabled', 'suspended') });

describe('${id}', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(${name}, values));
});
`,
  };
}

/** The list with one more setting: its import, in the order of the folders, and its line. @throws when it has it already */
export function addToList(list: string, id: string): string {
  const name = `${toCamelCase(id)}Setting`;
  const line = `import { ${name} } from './${id}/operations';`;
  if (list.includes(line)) throw new Error(`all.ts has ${id} already.`);
  const [imports = '', rest = ''] = list.split(/\n\n(?=\/\*\*)/u);
  const sorted = [...imports.split('\n'), line].toSorted((a, b) => {
    const path = (text: string): string => /from '(.*)'/u.exec(text)?.[1] ?? '';
    return path(a) < path(b) ? -1 : 1;
  });
  return `${sorted.join('\n')}\n\n${rest.replace(/,?\s*\];/u, `,\n  ${name},\n];`)}`;
}

/** Writes the folder of a new setting and its line in the list. */
function main(id: string | undefined): void {
  if (id === undefined || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(id)) {
    throw new Error('Say which: npm run new:setting public-access-block');
  }
  const folder = join(root, 'lib', 'settings', id);
  if (existsSync(folder)) throw new Error(`lib/settings/${id} is there already.`);
  const listPath = join(root, 'lib', 'settings', 'all.ts');
  const list = addToList(readFileSync(listPath, 'utf8'), id);
  mkdirSync(folder);
  for (const [name, text] of Object.entries(makeSettingFiles(id))) writeFileSync(join(folder, name), text);
  writeFileSync(listPath, list);
  console.log(`lib/settings/${id}/ is a copy of the simplest setting. Make it the right one, and add it to README.md.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv[2]);
