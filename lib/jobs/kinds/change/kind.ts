import { changeObject, isAsAsked } from '@/lib/bulk/operations';
import { formatQuantity } from '@/lib/format/numbers';
import { readVersioning } from '@/lib/objects/operations';
import { hasS3Code } from '@/lib/s3/errors';
import { actOnEach } from '../../each-item';
import { listSelectionItems } from '../../selection-items';
import type { JobItem, JobNotice } from '../../types';
import { defineKind } from '../define';
import { changeJobInput, type ChangeJobInput } from './schema';

type ChangeKind = ChangeJobInput['change']['kind'];

const titles: Record<Exclude<ChangeKind, 'copy' | 'move' | 'restore'>, string> = {
  tags: 'Change tags',
  metadata: 'Change metadata',
  class: 'Change the storage class',
  encryption: 'Change the encryption',
  access: 'Change access',
  retention: 'Change the retention',
  'legal-hold': 'Change the legal hold',
  archive: 'Restore from the archive',
};

/** What is written anew, and so gets another version where those are kept. */
const writesAnew: ReadonlySet<ChangeKind> = new Set(['metadata', 'class', 'encryption']);

function describe({ bucket, objects, prefixes, change }: ChangeJobInput): string {
  const parts = [
    objects.length > 0 && formatQuantity(objects.length, 'object'),
    prefixes.length === 1 && (prefixes[0] || 'everything'),
    prefixes.length > 1 && formatQuantity(prefixes.length, 'folder'),
  ].filter((part) => part !== false);
  return `${titles[change.kind as keyof typeof titles]} of ${parts.join(' and ')} in ${bucket}`;
}

async function makeNotices(input: ChangeJobInput, readKeeping: () => Promise<string>): Promise<JobNotice[]> {
  const { change } = input;
  const notices: JobNotice[] = [];
  if (writesAnew.has(change.kind)) {
    notices.push({ tone: 'info', text: 'Each object is written anew, with everything else that belongs to it.' });
    if ((await readKeeping()) !== 'off') {
      notices.push({
        tone: 'warning',
        text: 'The bucket keeps versions: what each object is now stays as an older one, and costs.',
      });
    }
  }
  if (change.kind === 'retention' && change.retention?.mode === 'COMPLIANCE') {
    notices.push({ tone: 'danger', text: 'Compliance mode cannot be ended before its time, by anybody.' });
  }
  if (change.kind === 'access' && change.acl !== 'private') {
    notices.push({ tone: 'warning', text: 'Others may get at these objects after that.' });
  }
  if (change.kind === 'archive') {
    notices.push({ tone: 'info', text: 'What is not archived cannot be restored, and the report names it.' });
  }
  return notices;
}

/** Changes what many objects have: tags, metadata, class, encryption, access, protection; and asks archived ones back. */
export const changeKind = defineKind<ChangeJobInput>({
  id: 'change',
  schema: changeJobInput,
  access: 'write',
  itemsPerChunk: 200,
  describe,
  preview: ({ connection }, input) => makeNotices(input, () => readVersioning(connection, input)),
  list: ({ connection }, { objects, ...input }, cursor) =>
    listSelectionItems(connection, { ...input, named: objects as JobItem[] }, cursor),
  act(context, { connection, bucket, change }, items, isRepeat) {
    return actOnEach(context, items, async ({ key, versionId }) => {
      const target = { connection, bucket, key, ...(versionId !== undefined && { versionId }) };
      // Doing it twice would leave a version more.
      if (isRepeat && (await isAsAsked(context.connection, target, change))) return { bytes: 0 };
      try {
        return { bytes: 0, losses: await changeObject(context.connection, target, change) };
      } catch (error) {
        // Somebody, or an earlier try, has asked already.
        if (change.kind === 'archive' && hasS3Code(error, 'RestoreAlreadyInProgress')) return { bytes: 0 };
        throw error;
      }
    });
  },
});
