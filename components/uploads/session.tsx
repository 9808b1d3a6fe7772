'use client';

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { useToast, type Toasts } from '@/components/ui/toast';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import { actionTransport } from '@/lib/uploads/action-transport';
import { getUploadQueue } from '@/lib/uploads/browser-queue';
import type { Conflict, ConflictChoice } from '@/lib/uploads/conflicts';
import type { CorsCheck } from '@/lib/uploads/cors/types';
import { takeIn, type UploadTarget } from '@/lib/uploads/intake';
import { fromFiles, readDropped, type LocalEntries } from '@/lib/uploads/local-entries';
import { corsCheckQuery } from '@/lib/uploads/queries';
import { uploadHub, type UploadInput, type UploadRequest } from './hub';
import { ResumeOffers, useStoredUploads } from './offers';
import { TransferTray } from './tray';

const ConflictDialog = dynamic(() => import('./conflict-dialog').then((module) => module.ConflictDialog), {
  ssr: false,
});
const CorsDialog = dynamic(() => import('./cors-dialog').then((module) => module.CorsDialog), { ssr: false });

type Choices = ReadonlyMap<string, ConflictChoice>;

/** What has to be answered before files can go on their way. One at a time. */
type Question =
  | { kind: 'cors'; target: UploadTarget; check: CorsCheck; answer: (goesOn: boolean) => void }
  | { kind: 'conflicts'; conflicts: readonly Conflict[]; answer: (choices: Choices | null) => void };

interface Ask {
  (question: Question | null): void;
}

/** The queue's screen: tray, offers to resume, and the questions before an upload. Loaded when first needed. */
export function UploadSession() {
  const queue = getUploadQueue();
  const client = useQueryClient();
  const toast = useToast();
  const [question, setQuestion] = useState<Question | null>(null);
  const [intake, setIntake] = useState<string | null>(null);
  const { stored, refresh } = useStoredUploads(queue);

  useEffect(() => queue.onUploaded(uploadHub.emitUploaded), [queue]);
  useEffect(
    () =>
      uploadHub.serve(async (request) => {
        try {
          await takeRequest(request, { client, toast, ask: setQuestion, tell: setIntake });
        } catch (error) {
          toast.error('The upload could not start', error);
        }
        setQuestion(null);
        setIntake(null);
      }),
    [client, toast],
  );

  const offers = stored.length > 0 && <ResumeOffers queue={queue} stored={stored} onChange={refresh} />;
  return (
    <>
      <TransferTray queue={queue} intake={question ? null : intake} offers={offers} />
      {question?.kind === 'cors' && (
        <CorsDialog target={question.target} check={question.check} onAnswer={question.answer} />
      )}
      {question?.kind === 'conflicts' && <ConflictDialog conflicts={question.conflicts} onAnswer={question.answer} />}
    </>
  );
}

interface Desk {
  client: QueryClient;
  toast: Toasts;
  ask: Ask;
  /** What is going on, for the tray. */
  tell: (text: string) => void;
}

async function takeRequest({ target, input }: UploadRequest, { client, toast, ask, tell }: Desk): Promise<void> {
  const { entries, problems } = await readInput(input, tell);
  if (problems.length > 0) {
    const more = problems.length > 1 ? ` (and ${formatCount(problems.length - 1)} more)` : '';
    toast.info('Not everything could be read', { description: `${problems[0] ?? ''}${more}` });
  }
  if (entries.length === 0) return;
  tell(`Looking up ${formatQuantity(entries.length, 'name')} in the bucket`);
  const put = <Answer,>(make: (answer: (value: Answer) => void) => Question) =>
    new Promise<Answer>((resolve) => {
      ask(
        make((value) => {
          ask(null);
          resolve(value);
        }),
      );
    });
  const sources = await takeIn({
    target,
    entries,
    transport: actionTransport,
    checkCors: () => client.query(corsCheckQuery(target, location.origin)),
    askCors: (check) => put<boolean>((answer) => ({ kind: 'cors', target, check, answer })),
    askConflicts: (conflicts) => put<Choices | null>((answer) => ({ kind: 'conflicts', conflicts, answer })),
  });
  if (sources) getUploadQueue().add(target, sources);
}

function readInput(input: UploadInput, tell: Desk['tell']): Promise<LocalEntries> | LocalEntries {
  if (input.kind === 'files') return fromFiles(input.files);
  tell('Reading what was dropped');
  return readDropped(input.items, (count) => tell(`Reading what was dropped: ${formatQuantity(count, 'file')}`));
}
