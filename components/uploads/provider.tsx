'use client';

import dynamic from 'next/dynamic';
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { TrayArea } from '@/components/shell/slots';
import { holdsFiles } from '@/lib/uploads/capture-drop';
import { hasRememberedUploads } from '@/lib/uploads/remembered';
import { makeUploadAnnouncer } from './announce-uploads';
import { uploadHub } from './hub';

const UploadSession = dynamic(() => import('./session').then((module) => module.UploadSession), { ssr: false });

const never = () => false;

/** Hosts uploads for every page below; stands once, in the layout of the console, inside the shell's slots. */
export function UploadProvider({ children }: { children: ReactNode }) {
  const isNeeded = useSyncExternalStore(uploadHub.subscribeNeed, uploadHub.isNeeded, never);
  useEffect(() => {
    if (hasRememberedUploads()) uploadHub.need();
  }, []);
  useEffect(keepBrowserFromOpeningDrops, []);
  useEffect(() => {
    const { announce, stop } = makeUploadAnnouncer();
    const leave = uploadHub.onUploaded(announce);
    return () => {
      leave();
      stop();
    };
  }, []);
  return (
    <>
      {children}
      {isNeeded && (
        <TrayArea>
          <UploadSession />
        </TrayArea>
      )}
    </>
  );
}

/** A file dropped beside a target would replace the page with itself. */
function keepBrowserFromOpeningDrops(): () => void {
  const refuse = (event: DragEvent) => {
    if (event.defaultPrevented || !holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
  };
  addEventListener('dragover', refuse);
  addEventListener('drop', refuse);
  return () => {
    removeEventListener('dragover', refuse);
    removeEventListener('drop', refuse);
  };
}
