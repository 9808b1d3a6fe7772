import { AppError } from '@/lib/errors/app-error';
import { toUploadFailure } from './failure';
import { findKeyProblem } from './key-problem';
import { uploadMultipart, type MultipartMemory } from './multipart';
import type { UploadPlan } from './plan';
import type { UploadServices } from './send';
import type { SignedRequestWindow } from './signed-requests';
import { uploadSingle } from './single';
import type { UploadFailure, UploadJob, UploadOutcome, UploadStatus } from './types';

/** What all uploads of a queue share; the callbacks say which upload they are about. */
export interface UploadHost {
  services: UploadServices;
  /** Presigned PUTs, shared between files so that small ones are signed many at a time. */
  signedPuts: SignedRequestWindow<UploadJob>;
  /** Something a person can see has changed. */
  onChange: (upload: FileUpload) => void;
  /** Bytes went over the network just now; for the speed. */
  onMoved: (bytes: number) => void;
  /** A multipart upload exists on the server from here on, and should be remembered. */
  onBegan: (upload: FileUpload, began: BegunMultipart) => void;
}

/** A multipart upload on the server and the part size it keeps to its end. */
export interface BegunMultipart {
  uploadId: string;
  partSizeBytes: number;
  /** Some other program sent parts of it, so that their size alone says nothing of their bytes. */
  begunElsewhere?: boolean;
}

/**
 * One file on its way to one object. An error never aborts the multipart upload: {@link start} goes on from what the
 * server holds. Only {@link cancel} removes it.
 */
export class FileUpload {
  status: UploadStatus = 'waiting';
  failure: UploadFailure | null = null;
  outcome: UploadOutcome | null = null;
  partsStored = 0;
  readonly job: UploadJob;
  readonly #host: UploadHost;
  readonly #resume: BegunMultipart | null;
  readonly #memory: MultipartMemory;
  #plan: UploadPlan | null = null;
  #storedBytes = 0;
  readonly #partBytes = new Map<number, number>();
  #controller: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();
  #intent: 'run' | 'pause' | 'cancel' = 'run';

  /** `resume` names an upload that began before a reload. */
  constructor(job: UploadJob, host: UploadHost, resume: BegunMultipart | null = null) {
    this.job = job;
    this.#host = host;
    this.#resume = resume;
    this.#memory = {
      uploadId: resume?.uploadId ?? null,
      md5s: new Map(),
      comparesAll: resume?.begunElsewhere === true,
    };
  }

  /** Bytes on the server and under way, without those of a failed attempt. */
  get sentBytes(): number {
    let sum = this.#storedBytes;
    for (const bytes of this.#partBytes.values()) sum += bytes;
    return sum;
  }

  /** Parts in all; 1 for a single PUT. */
  get partCount(): number {
    return this.#plan?.kind === 'multipart' ? this.#plan.partCount : 1;
  }

  /** The multipart upload that exists on the server, if any. */
  get uploadId(): string | null {
    return this.#memory.uploadId;
  }

  /** Begins, or goes on. Resolves when the upload is done, failed, paused or cancelled; never rejects. */
  start(): Promise<void> {
    if (this.#controller || this.status === 'done') return this.#running;
    this.#intent = 'run';
    this.#controller = new AbortController();
    this.#running = this.#run(this.#controller.signal).finally(() => {
      this.#controller = null;
    });
    return this.#running;
  }

  /** Back in line after a pause, a failure or a cancellation. */
  putBackInLine(): void {
    this.failure = null;
    this.#become('waiting');
  }

  /** Stops sending and keeps what has arrived. Once the parts are being joined it is too late and the upload ends done. */
  async pause(): Promise<void> {
    if (!this.#stop('pause') && this.status === 'waiting') this.#become('paused');
    await this.#running;
  }

  /** Stops, and removes what has arrived of a multipart upload. Too late once the object is complete. */
  async cancel(): Promise<void> {
    this.#stop('cancel');
    await this.#running;
    if (this.status === 'done') return;
    const { uploadId } = this.#memory;
    this.#forgetProgress();
    this.failure = null;
    if (uploadId !== null) {
      try {
        await this.#host.services.transport.abort({ ...this.job.address, uploadId });
        this.#memory.uploadId = null;
      } catch (error) {
        const failure = toUploadFailure(error);
        const message = `Cancelled here, but the server still holds the parts that arrived. ${failure.message}`;
        this.failure = { ...failure, message };
      }
    }
    this.#become('cancelled');
  }

  /** Whether there was a run to stop. */
  #stop(intent: 'pause' | 'cancel'): boolean {
    this.#intent = intent;
    this.#controller?.abort(new DOMException('Stopped.', 'AbortError'));
    return this.#controller !== null;
  }

  async #run(signal: AbortSignal): Promise<void> {
    this.failure = null;
    this.#forgetProgress();
    this.#become('preparing');
    try {
      this.outcome = await this.#upload(signal);
      this.#memory.uploadId = null;
      this.#storedBytes = this.job.body.size;
      this.#partBytes.clear();
      this.#become('done');
    } catch (error) {
      this.#partBytes.clear();
      if (signal.aborted) {
        // `cancel` says so itself once it has cleaned up.
        if (this.#intent === 'pause') this.#become('paused');
        return;
      }
      this.failure = toUploadFailure(error);
      this.#become('failed');
    }
  }

  #upload(signal: AbortSignal): Promise<UploadOutcome> {
    const { services, signedPuts } = this.#host;
    const job = this.job;
    const problem = findKeyProblem(job.address.key);
    if (problem) throw new AppError('unsupported', problem);
    const plan = services.plan(job.body.size, this.#resume?.partSizeBytes);
    this.#plan = plan;
    const common = { owner: this, signal, onSending: () => this.#become('uploading') };
    if (plan.kind === 'single') {
      const onProgress = (sentBytes: number) => this.#setPart(1, sentBytes);
      return uploadSingle(services, job, { ...common, signed: signedPuts, onProgress });
    }
    const run = {
      ...common,
      onCompleting: () => this.#become('completing'),
      onBegan: (uploadId: string) => this.#host.onBegan(this, { uploadId, partSizeBytes: plan.partSizeBytes }),
      onPartProgress: (partNumber: number, sentBytes: number) => this.#setPart(partNumber, sentBytes),
      onPartStored: (partNumber: number, sizeBytes: number, wasSent: boolean) => {
        if (wasSent) this.#setPart(partNumber, sizeBytes);
        this.#partBytes.delete(partNumber);
        this.#storedBytes += sizeBytes;
        this.partsStored += 1;
        this.#host.onChange(this);
      },
    };
    return uploadMultipart({ services, job, plan, memory: this.#memory, run });
  }

  #setPart(partNumber: number, sentBytes: number): void {
    const moved = sentBytes - (this.#partBytes.get(partNumber) ?? 0);
    this.#partBytes.set(partNumber, sentBytes);
    if (moved > 0) this.#host.onMoved(moved);
    this.#host.onChange(this);
  }

  #forgetProgress(): void {
    this.#storedBytes = 0;
    this.partsStored = 0;
    this.#partBytes.clear();
  }

  #become(status: UploadStatus): void {
    this.status = status;
    this.#host.onChange(this);
  }
}
