import { listUploads } from '@/lib/incomplete-uploads/operations';
import { abortItems } from '../../abort-items';
import { defineKind, type Cursor } from '../define';
import { abortJobInput, type AbortJobInput } from './schema';

interface Place {
  key: string;
  uploadId: string;
}

/** Aborts uploads that were begun in parts and never ended. */
export const abortKind = defineKind<AbortJobInput>({
  id: 'abort',
  schema: abortJobInput,
  access: 'write',
  describe: ({ bucket, prefix }) => `Abort unfinished uploads${prefix && ` of ${prefix}`} in ${bucket}`,
  preview: () =>
    Promise.resolve([
      { tone: 'danger', text: 'What has been sent of these uploads is gone for good; they begin anew.' },
    ]),
  async list({ connection }, { begunBefore, ...input }, cursor) {
    const { uploads, next } = await listUploads(connection, { ...input, cursor: cursor as unknown as Place | null });
    const items = uploads
      // One whose begin the server does not tell may be under way.
      .filter(({ initiated }) => begunBefore === null || (initiated !== null && initiated < begunBefore))
      .map(({ key, uploadId }) => ({ key, uploadId }));
    return { items, next: next as unknown as Cursor | null };
  },
  act: ({ connection }, input, items) => abortItems(connection, input, items),
});
