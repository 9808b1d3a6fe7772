'use client';

import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import { Callout } from '@/components/ui/callout';
import { Loading } from '@/components/ui/spinner';
import { AppError } from '@/lib/errors/app-error';
import { formatQuantity } from '@/lib/format/numbers';
import type { ByteSource } from '@/lib/previews/types';
import { openPdf } from './open-pdf';
import { PdfPage } from './pdf-page';
import { ViewerFailure } from './viewer-failure';
import type { ViewerProps } from './viewer-props';

/** More pages are not drawn: each has a place of its own on the page. */
const maxPages = 2000;

type Opened = { document: PDFDocumentProxy; ratio: number } | { problem: string } | { error: unknown } | null;

function toProblem(thrown: unknown): Opened {
  if (thrown instanceof AppError) return { error: thrown };
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'PasswordException') return { problem: 'It is protected by a password.' };
  return { problem: 'It is damaged, or not quite a PDF.' };
}

function usePdf(source: ByteSource): Opened {
  const [opened, setOpened] = useState<Opened>(null);
  useEffect(() => {
    let isGone = false;
    const show = (next: Opened): void => {
      if (!isGone) setOpened(next);
    };
    const { task, close } = openPdf(source, (error) => show({ error }));
    task.promise
      .then(async (document) => {
        const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
        show({ document, ratio: height / width });
      })
      .catch((thrown: unknown) => show(toProblem(thrown)));
    return () => {
      isGone = true;
      close();
    };
  }, [source]);
  return opened;
}

/** A PDF, drawn page by page as the pages come into sight. */
export function PdfViewer({ source, onReopen, onFallBack: _fallBack }: ViewerProps) {
  const opened = usePdf(source);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  if (opened === null) return <Loading className="p-3.5">Opening the PDF</Loading>;
  if ('error' in opened) return <ViewerFailure error={opened.error} onReopen={onReopen} />;
  if ('problem' in opened) {
    return (
      <Callout tone="warn" className="m-3.5" title="This PDF cannot be shown">
        {opened.problem}
      </Callout>
    );
  }
  const { document, ratio } = opened;
  const count = Math.min(document.numPages, maxPages);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div
        ref={setScroller}
        role="group"
        aria-label="Pages"
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto bg-sunken focus-visible:-outline-offset-2"
      >
        <div className="mx-auto flex max-w-[900px] flex-col gap-3 p-3">
          {Array.from({ length: count }, (_, index) => (
            <PdfPage key={index} document={document} number={index + 1} ratio={ratio} scroller={scroller} />
          ))}
        </div>
      </div>
      <p role="status" className="border-t border-line px-3.5 py-1.5 text-sm text-ink-3">
        {formatQuantity(document.numPages, 'page')}
        {document.numPages > count && `, the first ${count} are shown`}
      </p>
    </div>
  );
}
