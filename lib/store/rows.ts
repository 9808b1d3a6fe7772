import { z } from 'zod';
import type { Answer, Rows } from './types.ts';

/** The two ways to reach a database. */
interface Executor {
  execute: (text: string, values: readonly unknown[]) => Promise<Answer>;
  script: (text: string) => Promise<void>;
}

export function makeRows({ execute, script }: Executor): Rows {
  return {
    async read<Row>(schema: z.ZodType<Row>, text: string, values: readonly unknown[] = []) {
      return z.array(schema).parse((await execute(text, values)).rows);
    },
    async write(text, values = []) {
      return (await execute(text, values)).count;
    },
    script,
    execute: (text, values = []) => execute(text, values),
  };
}
