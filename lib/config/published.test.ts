import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { environmentSchema } from './env.ts';
import { toConfigJsonSchema } from './schema.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

describe('what is published', () => {
  it('keeps public/cooper-config.schema.json equal to the schema (`node lib/config/publish.ts` writes it)', () => {
    expect(JSON.parse(read('public/cooper-config.schema.json'))).toEqual(toConfigJsonSchema());
  });

  it('explains every environment variable in .env.example, and no other', () => {
    const explained = [...read('.env.example').matchAll(/^# ?(COOPER_\w+|DATABASE_URL)=/gmu)].map((match) => match[1]);
    expect(explained.toSorted()).toEqual(Object.keys(environmentSchema.shape).toSorted());
  });
});
