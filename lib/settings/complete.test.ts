import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allSettings } from './all';
import { settingGroups } from './groups';
import { findIssues } from './issues';
import { loadEditor } from './load-editor';
import { parseSource, toSource } from './source';

const folder = import.meta.dirname;
const folders = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('the list of settings', () => {
  it('has every folder, once', () => {
    expect(allSettings.map(({ model }) => model.id).toSorted()).toEqual(folders.toSorted());
  });
});

describe.each(allSettings.map((setting) => [setting.model.id, setting] as const))('%s', (id, { model, operations }) => {
  it('has a test of its own and a row in the list of lib/settings/README.md', () => {
    expect(existsSync(join(folder, id, `${id}.test.ts`))).toBe(true);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(`\n| \`${id}\` | ${model.title} |`);
  });

  it('is edited by the editor of its folder', async () => {
    expect((await loadEditor(id)).model).toBe(model);
  });

  it('is described', () => {
    expect(model.title).toMatch(/^\S.{2,40}$/u);
    expect(model.help).toMatch(/^[A-Z].{20,}\.$/u);
    expect(settingGroups).toContain(model.group);
    expect(new URL(model.reference).hostname).toBe('docs.aws.amazon.com');
    const { read, write, remove } = model.permissions;
    for (const permission of [read, write, remove]) expect(permission ?? 's3:None').toMatch(/^s3:[A-Z]\w+$/u);
    expect([write !== null, remove !== null]).toEqual([operations.write !== null, operations.remove !== null]);
  });

  it('has examples that are valid, come back from their JSON, and say what they are', () => {
    if (operations.write !== null) expect(model.examples.length).toBeGreaterThan(0);
    for (const { value, title } of model.examples) {
      expect([title, findIssues(model, value).all]).toEqual([title, []]);
      expect(parseSource(model, toSource(model, value))).toEqual({ ok: true, value });
      expect(model.summarise(value)).not.toBe('');
      // A few words behind a badge, in small letters; names such as KMS and EventBridge keep theirs.
      expect(model.summarise(value)).not.toMatch(/^[A-Z][a-z]+(?: |$)/u);
    }
  });

  it('has templates that are valid', () => {
    const current = model.examples[0]?.value ?? model.empty;
    for (const { title, toValue } of model.templates) {
      const value = toValue({ bucket: 'media', origin: 'https://console.example.net' }, current);
      expect([title, findIssues(model, value).all]).toEqual([title, []]);
    }
  });

  it('shows what it begins with, valid or not', () => {
    expect(parseSource(model, toSource(model, model.empty))).toMatchObject({ ok: true });
  });
});
