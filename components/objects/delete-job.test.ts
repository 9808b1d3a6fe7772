import { expect, it } from 'vitest';
import { deleteJobInput } from '@/lib/jobs/kinds/delete/schema';
import type { DeletePlan } from '@/lib/objects/types';
import { toDeleteJob } from './delete-job';
import type { Deletion } from './deletion';

const plan = (keys: number, isPartial = false): DeletePlan => ({ keys, bytes: 5, isPartial, versioning: 'off' });
const selection = { connection: 'c', bucket: 'b', objects: [{ key: 'k', sizeBytes: 1 }], prefixes: ['p/'] };
const objects: Deletion = { kind: 'objects', selection };

it('leaves what is soon done to the dialog', () => {
  expect(toDeleteJob(objects, plan(999))).toBeNull();
  expect(toDeleteJob({ kind: 'older', target: { connection: 'c', bucket: 'b', key: 'k' } }, plan(9000))).toBeNull();
});

it.each([
  ['many objects', objects, plan(1000)],
  ['nobody knows how many', objects, plan(5, true)],
  [
    'many versions',
    {
      kind: 'versions',
      connection: 'c',
      bucket: 'b',
      versions: [{ key: 'k', versionId: 'v', sizeBytes: 1, isMarker: false }],
    } satisfies Deletion,
    plan(1000),
  ],
])('makes a job of %s that its kind takes', (_case, deletion, counted) => {
  const job = toDeleteJob(deletion, counted)!;
  expect(job).toMatchObject({ connection: 'c', kind: 'delete', plan: { items: counted.keys } });
  const parsed = deleteJobInput.parse({ ...job.input, connection: 'c' });
  expect(parsed.objects.length + parsed.versions.length).toBe(1);
});
