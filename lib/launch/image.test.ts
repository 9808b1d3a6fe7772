import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { serverFlags } from './console.ts';
import { root } from './project.ts';

it('runs the server in an image by the flags that `npm start` gives it', () => {
  const command = /^CMD (\[.*\])$/mu.exec(readFileSync(join(root, 'Dockerfile'), 'utf8'))?.[1] ?? '[]';
  expect(JSON.parse(command)).toEqual(['node', ...serverFlags, 'server.js']);
});
