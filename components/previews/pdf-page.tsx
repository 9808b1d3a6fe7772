'use client';

import { TextLayer, type PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';

/** A canvas of more pixels is refused by some browsers. */
const maxPixels = 16_000_000;

interface PdfPageProps {
  document: PDFDocumentProxy;
  number: number;
  /** Height over width of the first page, until this one is known. */
  ratio: number;
  scroller: HTMLElement | null;
}

/** One page: a white sheet until it comes near, then a canvas, and a sheet again when it is far. */
export function PdfPage({ document, number, ratio, scroller }: PdfPageProps) {
  const sheet = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  const [drawn, setDrawn] = useState<{ ratio: number; text: string } | null>(null);
  useEffect(() => {
    if (!sheet.current || !scroller) return;
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting === true), {
      root: scroller,
      rootMargin: '600px 0px',
    });
    observer.observe(sheet.current);
    return () => observer.disconnect();
  }, [scroller]);
  return (
    <div
      ref={sheet}
      role="img"
      aria-label={`Page ${number}${drawn?.text ? `: ${drawn.text}` : ''}`}
      className="relative w-full shrink-0 overflow-hidden rounded-sm border border-line bg-white"
      style={{ aspectRatio: String(1 / (drawn?.ratio ?? ratio)) }}
    >
      {isNear && <PageCanvas document={document} number={number} onDrawn={setDrawn} />}
    </div>
  );
}

interface PageCanvasProps extends Pick<PdfPageProps, 'document' | 'number'> {
  onDrawn: (drawn: { ratio: number; text: string }) => void;
}

/** How much of a page's text is told to screen readers. */
const toldCharacters = 2000;

function PageCanvas({ document, number, onDrawn }: PageCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const letters = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const leaving = new AbortController();
    let cancel: (() => void) | null = null;
    const draw = async (): Promise<void> => {
      const page = await document.getPage(number);
      const place = canvas.current;
      if (leaving.signal.aborted || !place) return;
      const size = page.getViewport({ scale: 1 });
      const wanted = (place.clientWidth / size.width) * Math.min(2, devicePixelRatio);
      const scale = Math.min(wanted, Math.sqrt(maxPixels / (size.width * size.height)));
      const viewport = page.getViewport({ scale });
      place.width = Math.floor(viewport.width);
      place.height = Math.floor(viewport.height);
      const task = page.render({ canvas: place, viewport });
      cancel = () => task.cancel();
      await task.promise;
      const content = await page.getTextContent();
      leaving.signal.throwIfAborted();
      if (letters.current) {
        // What the sizes of the text are told in.
        letters.current.style.setProperty('--total-scale-factor', String(place.clientWidth / size.width));
        const layer = new TextLayer({ textContentSource: content, container: letters.current, viewport: size });
        cancel = () => layer.cancel();
        await layer.render();
      }
      const text = content.items.map((item) => ('str' in item ? item.str : '')).join(' ');
      leaving.signal.throwIfAborted();
      onDrawn({ ratio: size.height / size.width, text: text.slice(0, toldCharacters) });
    };
    // A page that was left while it was being drawn rejects; one that cannot be drawn stays white.
    draw().catch(() => undefined);
    return () => {
      leaving.abort();
      cancel?.();
    };
  }, [document, number, onDrawn]);
  return (
    <>
      <canvas ref={canvas} className="block size-full" />
      {/* The text once more, unseen and in its place, so that it can be marked and copied. */}
      <div ref={letters} aria-hidden="true" className="pdf-text" />
    </>
  );
}
