import { AppError } from '@/lib/errors/app-error';
import { ByteBudget } from './byte-budget';
import { FileUpload, type BegunMultipart, type UploadHost } from './file';
import type { HashBody } from './md5/md5';
import { findKeyProblem } from './key-problem';
import { maxUploadSizeBytes, planUpload, type PlanUpload } from './plan';
import { Publisher } from './publisher';
import type { SendPut } from './put';
import { toRecord, toView, type QueueItem, type UploadSource } from './queue-item';
import { realPace, type Pace } from './retry';
import { RoundRobin } from './round-robin';
import type { UploadServices } from './send';
import { SignedRequestWindow } from './signed-requests';
import { Slots } from './slots';
import type { UploadSnapshot } from './snapshot';
import type { StoredUpload, UploadStore } from './store';
import type { ObjectAddress, UploadTransport } from './transport';
import type { UploadFailureKind, UploadJob } from './types';

/** PUTs in flight across all files: what browsers open to one host over HTTP/1.1. */
const slotCount = 6;
/** Files at work at once: two more than the slots, so that the next are hashed while others are sent. */
const activeLimit = 8;
/** Single PUTs signed in one action. */
const signingWindow = 50;

export interface UploadQueueOptions {
  transport: UploadTransport;
  sendPut: SendPut;
  hashBody: HashBody;
  store: UploadStore;
  /** Bytes of files that may be held in memory; none without it. */
  budgetBytes?: number;
  pace?: Pace;
  plan?: PlanUpload;
}

/** All uploads of a console: one limit of PUTs in flight, fair between batches, thousands of files at no cost per file. */
export class UploadQueue {
  readonly #options: UploadQueueOptions;
  readonly #pace: Pace;
  readonly #plan: PlanUpload;
  readonly #items = new Map<string, QueueItem>();
  readonly #byUpload = new Map<FileUpload, QueueItem>();
  readonly #active = new Set<QueueItem>();
  readonly #waiting = new RoundRobin<object, QueueItem>();
  readonly #publisher: Publisher;
  readonly #host: UploadHost;
  #isDisposed = false;

  constructor(options: UploadQueueOptions) {
    this.#options = options;
    this.#pace = options.pace ?? realPace;
    this.#plan = options.plan ?? planUpload;
    const { transport, sendPut, hashBody } = options;
    this.#publisher = new Publisher((id) => toView(this.#items.get(id)), this.#pace);
    this.#host = {
      services: {
        ...{ transport, sendPut, hashBody, pace: this.#pace, plan: this.#plan },
        ...{ slots: new Slots(slotCount), budget: new ByteBudget(options.budgetBytes ?? 0) },
      },
      signedPuts: new SignedRequestWindow<UploadJob>({
        pace: this.#pace,
        window: (job) => this.#nextSingles(job),
        sign: (jobs) => signPuts(transport, jobs),
      }),
      onChange: (upload) => this.#changed(upload),
      onMoved: (bytes) => this.#publisher.moved(bytes),
      onBegan: (upload, began) => this.#remember(upload, began),
    };
  }

  /** Puts files in line. Returns their ids, in order. */
  add(target: { connection: string; bucket: string }, sources: readonly UploadSource[]): string[] {
    const batch = {};
    const ids = sources.map((source) => this.#insert(crypto.randomUUID(), batch, target, source, null));
    this.#pump();
    return ids;
  }

  /** Goes on with an upload of an earlier visit. Throws `invalid-input` when it is not the same file. */
  resumeStored(stored: StoredUpload, file: File): string {
    if (file.size !== stored.sizeBytes || file.lastModified !== stored.lastModified) {
      throw new AppError(
        'invalid-input',
        `This is not the file the upload began with: size or time of change differ. Upload “${file.name}” as a new file instead.`,
      );
    }
    const { key, contentType, mayOverwrite, lastModified, handle } = stored;
    const source = { key, body: file, contentType, mayOverwrite, lastModified, handle };
    this.#insert(stored.id, {}, stored, source, stored);
    // Written again, so that the store knows this tab to be at work on it.
    this.#options.store.put(stored).catch(() => undefined);
    this.#pump();
    return stored.id;
  }

  /** What every upload of this queue works with. */
  get services(): UploadServices {
    return this.#host.services;
  }

  /** Whether an upload on the server is one of this list's, under way or stopped. */
  holds(uploadId: string): boolean {
    return [...this.#items.values()].some(({ upload }) => upload.uploadId === uploadId);
  }

  /** Uploads of earlier visits that this queue is not already busy with. */
  async listStored(): Promise<StoredUpload[]> {
    const all = await this.#options.store.list();
    return all.filter(({ id }) => !this.#items.has(id)).sort((a, b) => a.began - b.began);
  }

  /** Gives up an upload of an earlier visit and removes its parts from the server. */
  async discardStored({ id, connection, bucket, key, uploadId }: StoredUpload): Promise<void> {
    await this.#options.transport.abort({ connection, bucket, key, uploadId });
    await this.#options.store.remove(id);
  }

  pause(id: string): void {
    const item = this.#items.get(id);
    if (!item) return;
    item.wantsRun = false;
    this.#waiting.delete(item.batch, item);
    void item.upload.pause();
  }

  /** Goes on after a pause, a failure or a cancellation. */
  resume(id: string, { mayOverwrite = false } = {}): void {
    const item = this.#items.get(id);
    if (!item) return;
    if (mayOverwrite) item.upload.job.mayOverwrite = true;
    if (item.isActive) item.wantsRun = true;
    else if (['paused', 'failed', 'cancelled'].includes(item.upload.status)) this.#enqueue(item);
    this.#pump();
  }

  /** Stops it and removes its parts from the server. */
  async cancel(id: string): Promise<void> {
    const item = this.#items.get(id);
    if (!item || ['done', 'cancelled'].includes(item.upload.status)) return;
    item.wantsRun = false;
    this.#waiting.delete(item.batch, item);
    await item.upload.cancel();
    // Where removing failed the record stays, and the next visit offers it again.
    if (item.upload.uploadId === null) await this.#forget(item);
  }

  pauseAll(): void {
    for (const { id, upload } of this.#items.values()) {
      if (['waiting', 'preparing', 'uploading'].includes(upload.status)) this.pause(id);
    }
  }

  resumeAll(): void {
    for (const { id, upload } of this.#items.values()) if (upload.status === 'paused') this.resume(id);
  }

  /** All that failed, or only those that something has mended: of one kind, on one connection. */
  retryFailed({ kind, connection }: { kind?: UploadFailureKind; connection?: string } = {}): void {
    for (const { id, upload } of this.#items.values()) {
      const isMeant =
        upload.status === 'failed' &&
        (kind === undefined || upload.failure?.kind === kind) &&
        (connection === undefined || upload.job.address.connection === connection);
      if (isMeant) this.resume(id);
    }
  }

  async cancelAll(): Promise<void> {
    // Waiting ones first, or each cancelled upload would let another one start.
    const items = [...this.#items.values()].sort((a, b) => Number(a.isActive) - Number(b.isActive));
    await Promise.all(items.map(({ id }) => this.cancel(id)));
  }

  /** Takes what is done or cancelled off the list. */
  clearFinished(): void {
    for (const item of [...this.#items.values()]) {
      if (item.isActive || !['done', 'cancelled'].includes(item.upload.status)) continue;
      this.#items.delete(item.id);
      this.#byUpload.delete(item.upload);
      this.#publisher.change(item.id);
    }
  }

  /** For useSyncExternalStore. */
  readonly subscribe = (listener: () => void): (() => void) => this.#publisher.subscribe(listener);

  /** For useSyncExternalStore: the same object until something changed, and no more than five a second. */
  readonly getSnapshot = (): UploadSnapshot => this.#publisher.snapshot;

  /** Tells which objects have been written, several at a time. */
  onUploaded(listener: (uploaded: readonly ObjectAddress[]) => void): () => void {
    return this.#publisher.onUploaded(listener);
  }

  /** Stops everything and leaves parts on the server for a later visit. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const active = [...this.#active];
    this.pauseAll();
    await Promise.all(active.map(({ upload }) => upload.pause()));
    this.#publisher.dispose();
  }

  #insert(
    id: string,
    batch: object,
    { connection, bucket }: { connection: string; bucket: string },
    source: UploadSource,
    resume: BegunMultipart | null,
  ): string {
    const { key, body, contentType, mayOverwrite } = source;
    const job: UploadJob = { address: { connection, bucket, key }, body, contentType, mayOverwrite };
    const upload = new FileUpload(job, this.#host, resume);
    const item: QueueItem = { id, batch, source, upload, isTakenUp: resume !== null, isActive: false, wantsRun: false };
    this.#items.set(id, item);
    this.#byUpload.set(upload, item);
    this.#waiting.push(batch, item);
    this.#publisher.change(id);
    return id;
  }

  #enqueue(item: QueueItem): void {
    item.upload.putBackInLine();
    this.#waiting.push(item.batch, item);
  }

  #pump(): void {
    while (!this.#isDisposed && this.#active.size < activeLimit) {
      const item = this.#waiting.shift();
      if (!item) return;
      item.isActive = true;
      this.#active.add(item);
      this.#publisher.setBusy(true);
      void item.upload.start().then(() => this.#settled(item));
    }
  }

  #settled(item: QueueItem): void {
    item.isActive = false;
    this.#active.delete(item);
    if (item.upload.status === 'done') {
      this.#publisher.uploaded(item.upload.job.address);
      void this.#forget(item);
    } else if (item.wantsRun) {
      item.wantsRun = false;
      this.#enqueue(item);
    }
    this.#pump();
    this.#publisher.setBusy(this.#active.size > 0);
  }

  #changed(upload: FileUpload): void {
    const item = this.#byUpload.get(upload);
    if (item) this.#publisher.change(item.id);
  }

  /** This job and the small files that come after it in its batch. */
  #nextSingles(job: UploadJob): UploadJob[] {
    const item = [...this.#active].find(({ upload }) => upload.job === job);
    if (!item) return [job];
    const beside = [...this.#active].filter(({ batch }) => batch === item.batch);
    const jobs = [...beside, ...this.#waiting.peek(item.batch, signingWindow)].map(({ upload }) => upload.job);
    return [job, ...jobs.filter((other) => other !== job && this.#isSignable(other))].slice(0, signingWindow);
  }

  /** Small, and with a key that may be signed: one that may not would spoil the whole batch. */
  #isSignable({ address, body }: UploadJob): boolean {
    return this.#isSingle(body) && findKeyProblem(address.key) === null;
  }

  #isSingle(body: Blob): boolean {
    return body.size <= maxUploadSizeBytes && this.#plan(body.size).kind === 'single';
  }

  #remember(upload: FileUpload, began: BegunMultipart): void {
    const item = this.#byUpload.get(upload);
    const record = item && toRecord(item, began);
    if (!record) return;
    // A browser that will not remember still uploads.
    this.#options.store.put(record).catch(() => undefined);
  }

  async #forget({ id, source, isTakenUp }: QueueItem): Promise<void> {
    if (isTakenUp || !this.#isSingle(source.body)) await this.#options.store.remove(id).catch(() => undefined);
  }
}

function signPuts(transport: UploadTransport, jobs: UploadJob[]) {
  const [first] = jobs;
  if (!first) throw new RangeError('There is nothing to sign.');
  const { connection, bucket } = first.address;
  const objects = jobs.map(({ address, mayOverwrite }) => ({ key: address.key, mayOverwrite }));
  return transport.signPuts({ connection, bucket, objects });
}
