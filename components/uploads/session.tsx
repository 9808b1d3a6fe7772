'use client';

import { useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { useToast } from '@/components/ui/toast';
import { getUploadQueue } from '@/lib/uploads/browser-queue';
import { uploadHub } from './hub';
import { ResumeOffers, storedUploadsKey, useStoredUploads } from './offers';
import { takeRequest, type Question } from './take-request';
import { TransferTray } from './tray';

const ConflictDialog = dynamic(() => import('./conflict-dialog').then((module) => module.ConflictDialog), {
  ssr: false,
});
const CorsDialog = dynamic(() => import('./cors-dialog').then((module) => module.CorsDialog), { ssr: false });

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
          if (request.kind === 'take-up') await client.invalidateQueries({ queryKey: storedUploadsKey });
        } catch (error) {
          toast.error(`The upload could not ${request.kind === 'add' ? 'start' : 'go on'}`, error);
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
      {question?.kind === 'conflicts' && (
        <ConflictDialog conflicts={question.conflicts} canKeepBoth={question.canKeepBoth} onAnswer={question.answer} />
      )}
    </>
  );
}
