import type { QueryClient } from '@tanstack/react-query';
import type { Toasts } from '@/components/ui/toast';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import { actionTransport } from '@/lib/uploads/action-transport';
import { getUploadQueue } from '@/lib/uploads/browser-queue';
import type { Conflict, ConflictChoice } from '@/lib/uploads/conflicts';
import type { CorsCheck } from '@/lib/uploads/cors/types';
import { takeIn, type UploadTarget } from '@/lib/uploads/intake';
import { fromFiles, readDropped, type LocalEntries } from '@/lib/uploads/local-entries';
import { corsCheckQuery } from '@/lib/uploads/queries';
import { takeUp } from '@/lib/uploads/take-up';
import type { UploadInput, UploadRequest } from './hub';

type Choices = ReadonlyMap<string, ConflictChoice>;

/** What has to be answered before files can go on their way. One at a time. */
export type Question =
  | { kind: 'cors'; target: UploadTarget; check: CorsCheck; answer: (goesOn: boolean) => void }
  | {
      kind: 'conflicts';
      conflicts: readonly Conflict[];
      /** The key is still open. */
      canKeepBoth: boolean;
      answer: (choices: Choices | null) => void;
    };

interface Desk {
  client: QueryClient;
  toast: Toasts;
  ask: (question: Question | null) => void;
  /** What is going on, for the tray. */
  tell: (text: string) => void;
}

/** Puts the question and resolves with its answer. */
function put<Answer>({ ask }: Desk, make: (answer: (value: Answer) => void) => Question): Promise<Answer> {
  return new Promise<Answer>((resolve) => {
    ask(
      make((value) => {
        ask(null);
        resolve(value);
      }),
    );
  });
}

const putCors = (desk: Desk, target: UploadTarget, check: CorsCheck): Promise<boolean> =>
  put<boolean>(desk, (answer) => ({ kind: 'cors', target, check, answer }));

/** From what a person chose to files in the queue, with every question asked before the first byte. */
export async function takeRequest(request: UploadRequest, desk: Desk): Promise<void> {
  if (request.kind === 'add') await addFiles(request, desk);
  else await goOn(request, desk);
}

async function addFiles({ target, input }: UploadRequest & { kind: 'add' }, desk: Desk): Promise<void> {
  const { client, toast, tell } = desk;
  const { entries, problems } = await readInput(input, tell);
  if (problems.length > 0) {
    const more = problems.length > 1 ? ` (and ${formatCount(problems.length - 1)} more)` : '';
    toast.info('Not everything could be read', { description: `${problems[0] ?? ''}${more}` });
  }
  if (entries.length === 0) return;
  tell(`Looking up ${formatQuantity(entries.length, 'name')} in the bucket`);
  const sources = await takeIn({
    target,
    entries,
    transport: actionTransport,
    checkCors: () => client.query(corsCheckQuery(target, location.origin)),
    askCors: (check) => putCors(desk, target, check),
    askConflicts: (conflicts) =>
      put<Choices | null>(desk, (answer) => ({ kind: 'conflicts', conflicts, canKeepBoth: true, answer })),
  });
  if (sources) getUploadQueue().add(target, sources);
}

async function goOn({ upload, file }: UploadRequest & { kind: 'take-up' }, desk: Desk): Promise<void> {
  const queue = getUploadQueue();
  if (queue.holds(upload.uploadId)) {
    desk.toast.info('This upload is in the list already', { description: 'Go on with it there.' });
    return;
  }
  desk.tell(`Comparing ${file.name} with what has been sent`);
  const target = { connection: upload.connection, bucket: upload.bucket, prefix: upload.key };
  const taken = await takeUp({
    upload,
    file,
    services: queue.services,
    checkCors: () => desk.client.query(corsCheckQuery(target, location.origin)),
    askCors: (check) => putCors(desk, target, check),
    askToReplace: async (conflict) => {
      const choices = await put<Choices | null>(desk, (answer) => ({
        kind: 'conflicts',
        conflicts: [conflict],
        canKeepBoth: false,
        answer,
      }));
      return choices?.get(conflict.key) === 'replace';
    },
    signal: new AbortController().signal,
  });
  if (!taken) return;
  // This browser may remember the upload itself: one record of it is enough.
  const known = (await queue.listStored()).find(({ uploadId }) => uploadId === upload.uploadId);
  queue.resumeStored(known ? { ...taken, id: known.id } : taken, file);
}

function readInput(input: UploadInput, tell: Desk['tell']): Promise<LocalEntries> | LocalEntries {
  if (input.kind === 'files') return fromFiles(input.files);
  tell('Reading what was dropped');
  return readDropped(input.items, (count) => tell(`Reading what was dropped: ${formatQuantity(count, 'file')}`));
}
