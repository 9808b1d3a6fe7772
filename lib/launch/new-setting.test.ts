import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addToList, makeSettingFiles } from './new-setting.ts';
import { root } from './project.ts';
import { findForeignNames } from './vocabulary.ts';

describe('a new setting', () => {
  const files = makeSettingFiles('public-access-block');

  it('has files of the vocabulary, with names made of its id', () => {
    expect(findForeignNames(Object.keys(files).map((name) => `lib/settings/public-access-block/${name}`))).toEqual([]);
    expect(files['operations.ts']).toContain('export const publicAccessBlockSetting = defineOperations(');
    expect(files['editor.tsx']).toContain('function PublicAccessBlockForm(');
  });

  it('gets one import and one line in the list, once', () => {
    const list = readFileSync(join(root, 'lib', 'settings', 'all.ts'), 'utf8');
    const longer = addToList(list, 'new-one');
    const gained = longer.split('\n').filter((line) => line.includes('newOneSetting'));
    expect(gained).toEqual(["import { newOneSetting } from './new-one/operations';", '  newOneSetting,']);
    expect(() => addToList(longer, 'new-one')).toThrow('already');
  });
});
