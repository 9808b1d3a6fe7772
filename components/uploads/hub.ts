import type { DroppedItem } from '@/lib/uploads/capture-drop';
import type { UploadTarget } from '@/lib/uploads/intake';
import type { BegunUpload } from '@/lib/uploads/take-up';
import type { ObjectAddress } from '@/lib/uploads/transport';

/** What a person chose, before anything of it has been read. */
export type UploadInput = { kind: 'files'; files: File[] } | { kind: 'dropped'; items: DroppedItem[] };

/** Files for new objects, or the file that goes on with an upload somebody began. */
export type UploadRequest =
  { kind: 'add'; target: UploadTarget; input: UploadInput } | { kind: 'take-up'; upload: BegunUpload; file: File };

type Serve = (request: UploadRequest) => Promise<void>;
type UploadedListener = (uploaded: readonly ObjectAddress[]) => void;

/**
 * Stands between pages, which only want files uploaded, and the upload session, which is large and loaded when it is
 * first needed. One per tab; on the server it stays empty.
 */
class UploadHub {
  #isNeeded = false;
  #serve: Serve | null = null;
  readonly #requests: UploadRequest[] = [];
  #isServing = false;
  readonly #needListeners = new Set<() => void>();
  readonly #uploadedListeners = new Set<UploadedListener>();

  /** Uploads files. Questions are asked and progress is shown by the tray. */
  readonly addFiles = (target: UploadTarget, input: UploadInput): void => {
    this.#take({ kind: 'add', target, input });
  };

  /** Goes on with an upload that is on the server, if the file fits what is there. */
  readonly takeUp = (upload: BegunUpload, file: File): void => this.#take({ kind: 'take-up', upload, file });

  /** Calls back with objects that have been written, several at a time. Returns the way to stop. */
  readonly onUploaded = (listener: UploadedListener): (() => void) => {
    this.#uploadedListeners.add(listener);
    return () => this.#uploadedListeners.delete(listener);
  };

  /** Opens the browser's file chooser. Call it from a click. */
  readonly pickFiles = (target: UploadTarget): void => this.#pick(target, false);

  /** The same for a whole folder. */
  readonly pickFolder = (target: UploadTarget): void => this.#pick(target, true);

  /** The session has to be loaded. */
  readonly need = (): void => {
    if (this.#isNeeded) return;
    this.#isNeeded = true;
    for (const listener of this.#needListeners) listener();
  };

  readonly subscribeNeed = (listener: () => void): (() => void) => {
    this.#needListeners.add(listener);
    return () => this.#needListeners.delete(listener);
  };

  readonly isNeeded = (): boolean => this.#isNeeded;

  /** For the session: takes requests one after another, those that came before it included. */
  readonly serve = (serve: Serve): (() => void) => {
    this.#serve = serve;
    void this.#serveAll();
    return () => {
      if (this.#serve === serve) this.#serve = null;
    };
  };

  readonly emitUploaded = (uploaded: readonly ObjectAddress[]): void => {
    for (const listener of [...this.#uploadedListeners]) listener(uploaded);
  };

  #take(request: UploadRequest): void {
    this.#requests.push(request);
    this.need();
    void this.#serveAll();
  }

  async #serveAll(): Promise<void> {
    if (this.#isServing) return;
    this.#isServing = true;
    for (;;) {
      const request = this.#serve ? this.#requests.shift() : undefined;
      if (!request) break;
      await this.#serve?.(request);
    }
    this.#isServing = false;
  }

  #pick(target: UploadTarget, isFolder: boolean): void {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.webkitdirectory = isFolder;
    input.hidden = true;
    input.addEventListener('cancel', () => input.remove());
    input.addEventListener('change', () => {
      input.remove();
      const files = Array.from(input.files ?? []);
      if (files.length > 0) this.addFiles(target, { kind: 'files', files });
    });
    // In the document, or some browsers forget the input before the choice is made.
    document.body.append(input);
    input.click();
  }
}

export const uploadHub = new UploadHub();
