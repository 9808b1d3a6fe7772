import { describe, expect, it } from 'vitest';
import { findForeignNames } from './vocabulary.ts';

describe('the vocabulary of files', () => {
  it.each([
    'app/(console)/c/[connection]/b/[bucket]/page.tsx',
    'app/c/[...path]/not-found.tsx',
    'components/ui/grid/columns-menu.tsx',
    'lib/buckets/operations.ts',
    'lib/buckets/README.md',
    'lib/buckets/buckets.contract.ts',
    'lib/objects/wire.test.ts',
    'lib/settings/define.ts',
    'lib/settings/cors/editor.tsx',
    'lib/embedded-s3/http/query.ts',
    'e2e/journeys/a-person-signs-in.spec.ts',
  ])('has %s', (path) => {
    expect(findForeignNames([path])).toEqual([]);
  });

  it.each([
    ['lib/buckets/naming.ts', 'give an engine a folder of its own'],
    ['lib/objects/setting.ts', 'lib/objects/ holds only'],
    ['lib/objects/parts/operations.ts', 'lib/objects/ holds only'],
    ['lib/settings/cors/form.tsx', 'a setting holds only'],
    ['lib/format/utils.ts', 'name it by what it does'],
    ['components/common/row.tsx', 'name it by what it does'],
    ['components/ui/index.ts', 'name it by what it does'],
    ['components/objects/ObjectRow.tsx', 'kebab-case'],
    ['lib/server/run_action.ts', 'kebab-case'],
  ])('does not have %s', (path, sentence) => {
    const problems = findForeignNames([path]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(sentence);
    expect(problems[0]).toContain(path);
  });
});
