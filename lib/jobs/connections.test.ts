import { beforeAll, expect, it } from 'vitest';
import { toMissingLanes } from './connections';

beforeAll(() => {
  process.env['COOPER_ENDPOINT'] ??= 'http://127.0.0.1:9';
  process.env['COOPER_SESSION_KEY'] ??= Buffer.alloc(32, 1).toString('base64');
});

it.each([
  ['the first chunk', 1, 0, [0]],
  ['a second chunk, while somebody here works on the first', 2, 1, [1]],
  ['as many chunks as workers', 3, 3, []],
  ['more chunks than may be worked on at once', 16, 1, [1, 2, 3]],
  ['what those here may do at most', 16, 4, []],
])('wakes for %s whoever is missing', (_what, chunks, here, lanes) => {
  const messages = toMissingLanes({ id: 'job', connection: 'default' }, chunks, here);
  expect(messages.map(({ lane }) => lane)).toEqual(lanes);
});
