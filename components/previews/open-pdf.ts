import { getDocument, PDFDataRangeTransport, PDFWorker, VerbosityLevel, type PDFDocumentLoadingTask } from 'pdfjs-dist';
import type { ByteSource } from '@/lib/previews/types';

/** Answers the library's wishes for ranges from the object. */
class SourceTransport extends PDFDataRangeTransport {
  readonly #source: ByteSource;
  readonly #onFailure: (error: unknown) => void;
  readonly #controller = new AbortController();

  constructor(source: ByteSource, onFailure: (error: unknown) => void) {
    super(source.sizeBytes, null);
    this.#source = source;
    this.#onFailure = onFailure;
  }

  override requestDataRange(begin: number, end: number): void {
    const { signal } = this.#controller;
    this.#source.read(begin, end, signal).then(
      (bytes) => this.onDataRange(begin, bytes),
      (error: unknown) => {
        if (!signal.aborted) this.#onFailure(error);
      },
    );
  }

  override abort(): void {
    this.#controller.abort();
  }
}

export interface OpeningPdf {
  task: PDFDocumentLoadingTask;
  /** Ends the worker and what is being read. */
  close: () => void;
}

/**
 * Opens a PDF, reading only what is looked at. The library draws pages on canvases and does nothing else here: its sandbox for
 * scripts is not part of the bundle, forms (XFA) and links are not drawn, and it compiles nothing at run time.
 */
export function openPdf(source: ByteSource, onFailure: (error: unknown) => void): OpeningPdf {
  // Written out in full: the bundler recognises this very form and bundles the worker as a script of its own.
  const port = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' });
  const worker = PDFWorker.create({ port });
  const task = getDocument({
    range: new SourceTransport(source, onFailure),
    worker,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    maxImageSize: 64 * 1024 * 1024,
    verbosity: VerbosityLevel.ERRORS,
  });
  const close = (): void => {
    void task.destroy().finally(() => {
      worker.destroy();
      port.terminate();
    });
  };
  return { task, close };
}
