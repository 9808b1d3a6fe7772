import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programs, root } from './project.ts';

const configFile = join(root, '.dependency-cruiser.mjs');
const { default: config } = (await import(pathToFileURL(configFile).href)) as {
  default: { forbidden: { name: string; comment: string }[] };
};

/** One forbidden import for each rule: the file, and what it imports. */
const planted: Record<string, [from: string, to: string]> = {
  'no-cycle': ['lib/listing/a.ts', 'lib/listing/b.ts'],
  'no-unresolved': ['lib/listing/c.ts', 'lib/listing/missing.ts'],
  'nobody-imports-app': ['components/shell/a.tsx', 'app/page.tsx'],
  'lib-does-not-draw': ['lib/client/draws.ts', 'components/shell/frame.tsx'],
  'ui-is-a-leaf': ['components/ui/button.tsx', 'lib/listing/page.ts'],
  's3-stands-alone': ['lib/s3/client.ts', 'lib/session/seal.ts'],
  's3-knows-no-framework': ['lib/s3/hook.ts', 'react'],
  'sdk-only-in-operations': ['lib/buckets/queries.ts', '@aws-sdk/client-s3'],
  'screens-ask-queries': ['components/buckets/list.tsx', 'lib/buckets/actions.ts'],
  'operations-stay-below-actions': ['lib/objects/operations.ts', 'lib/session/seal.ts'],
  'engines-are-framework-free': ['lib/uploads/queue.ts', 'react'],
  'embedded-s3-stands-alone': ['lib/embedded-s3/xml.ts', 'lib/s3/keys.ts'],
  'embedded-s3-stays-out-of-the-console': ['lib/server/run.ts', 'lib/embedded-s3/server.ts'],
  'settings-are-apart': ['lib/settings/cors/operations.ts', 'lib/settings/policy/schema.ts'],
  'config-comes-first': ['lib/config/read.ts', 'lib/s3/keys.ts'],
  'launchers-are-the-top': ['lib/server/start.ts', 'lib/launch/ports.ts'],
  'tests-stay-in-tests': ['lib/server/nasty.ts', 'lib/testing/nasty-keys.ts'],
  'environment-has-one-reader': ['components/shell/env.tsx', 'lib/config/current.ts'],
};

/** Imports that every rule allows, so that a rule which forbids too much is noticed as well. */
const allowed: [from: string, to: string][] = [
  ['app/(console)/page.tsx', 'components/shell/frame.tsx'],
  ['components/shell/frame.tsx', 'components/ui/icon.tsx'],
  ['components/buckets/table.tsx', 'lib/listing/page.ts'],
  ['components/ui/icon.tsx', 'lib/format/bytes.ts'],
  ['lib/buckets/operations.ts', '@aws-sdk/client-s3'],
  ['lib/buckets/actions.ts', 'lib/buckets/operations.ts'],
  ['lib/s3/errors.ts', 'lib/errors/app-error.ts'],
  ['lib/s3/keys.test.ts', 'lib/testing/nasty-keys.ts'],
  ['lib/launch/start.ts', 'lib/embedded-s3/server.ts'],
  ['lib/settings/cors/wire.ts', 'lib/settings/cors/schema.ts'],
];

interface Violation {
  from: string;
  rule: { name: string };
}

let folder = '';
let violations: Violation[] = [];

/** Writes files that import one another and are otherwise empty. */
function plant(imports: [from: string, to: string][]): void {
  const contents = new Map<string, string>();
  for (const [from, to] of imports) {
    const target = to.startsWith('lib/') || to.startsWith('app/') || to.startsWith('components/') ? `@/${to}` : to;
    contents.set(from, `${contents.get(from) ?? ''}import '${target}';\n`);
    if (target !== to && !to.endsWith('missing.ts')) contents.set(to, contents.get(to) ?? 'export {};\n');
  }
  for (const [path, content] of contents) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function writePackage(name: string): void {
  const path = join(folder, 'node_modules', name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
  writeFileSync(join(path, 'index.js'), '');
}

function cruise(): Violation[] {
  const flags = ['--config', configFile, '--output-type', 'json', 'app', 'components', 'lib'];
  const json = execFileSync(process.execPath, [programs.depcruise, ...flags], { cwd: folder, encoding: 'utf8' });
  return (JSON.parse(json) as { summary: { violations: Violation[] } }).summary.violations;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cooper-boundaries-'));
  const dependencies = { react: '1.0.0', '@aws-sdk/client-s3': '1.0.0' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'planted', type: 'module', dependencies }));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { paths: { '@/*': ['./*'] } } }));
  Object.keys(dependencies).forEach(writePackage);
  plant([...Object.values(planted), ['lib/listing/b.ts', 'lib/listing/a.ts'], ...allowed]);
  violations = cruise();
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('boundaries between folders', () => {
  it('has a planted violation for every rule', () => {
    expect(Object.keys(planted).toSorted()).toEqual(config.forbidden.map(({ name }) => name).toSorted());
  });

  it.each(Object.entries(planted))('%s is reported', (rule, [from]) => {
    expect(violations.filter((violation) => violation.rule.name === rule).map((violation) => violation.from)).toContain(
      from,
    );
  });

  it.each(allowed)('%s may import %s', (from) => {
    expect(violations.filter((violation) => violation.from === from)).toEqual([]);
  });

  it('tells for every rule where the code belongs', () => {
    for (const { comment } of config.forbidden) expect(comment).toMatch(/^.{50,}\.$/u);
  });
});
