import { AppError } from '@/lib/errors/app-error';
import type { Conflict } from './conflicts';
import type { CorsCheck } from './cors/types';
import { findFit } from './fit';
import { withRetries } from './retry';
import type { UploadServices } from './send';
import type { StoredUpload } from './store';
import type { ObjectAddress } from './transport';

/** An upload that is on the server, whichever program began it. */
export interface BegunUpload extends ObjectAddress {
  uploadId: string;
}

export interface TakeUpOptions {
  upload: BegunUpload;
  file: File;
  services: Pick<UploadServices, 'transport' | 'hashBody' | 'plan' | 'pace'>;
  checkCors: () => Promise<CorsCheck>;
  /** Asked when the browser may not send there. Resolves whether to go on. */
  askCors: (check: CorsCheck) => Promise<boolean>;
  /** Asked when an object has the key already. Resolves whether it may be replaced. */
  askToReplace: (conflict: Conflict) => Promise<boolean>;
  signal: AbortSignal;
}

/**
 * From a file in hand to an upload that can go on, with every question asked before the first byte. `null`: cancelled. Throws
 * `invalid-input` when the file does not fit, `not-found` when the upload is gone.
 */
export async function takeUp({
  upload,
  file,
  services,
  signal,
  ...options
}: TakeUpOptions): Promise<StoredUpload | null> {
  const { transport, pace } = services;
  const { connection, bucket, key, uploadId } = upload;
  const [parts, check, existing] = await Promise.all([
    withRetries(() => transport.listParts({ connection, bucket, key, uploadId }), { pace, signal }),
    options.checkCors(),
    transport.findExisting({ connection, bucket, keys: [key] }),
  ]);
  const fit = await findFit(parts, file, { ...services, signal });
  if (fit.kind === 'refused') {
    throw new AppError('invalid-input', `“${file.name}” does not go on with this upload. ${fit.why}`);
  }
  if (check.verdict === 'refused' && !(await options.askCors(check))) return null;
  const [object] = existing;
  const isReplacing = object !== undefined && !key.endsWith('/');
  const conflict = isReplacing && {
    key,
    file: { sizeBytes: file.size, modified: file.lastModified },
    existing: object,
  };
  if (conflict && !(await options.askToReplace(conflict))) return null;
  return {
    connection,
    bucket,
    key,
    uploadId,
    id: crypto.randomUUID(),
    partSizeBytes: fit.partSizeBytes,
    contentType: file.type || 'application/octet-stream',
    mayOverwrite: object !== undefined,
    sizeBytes: file.size,
    lastModified: file.lastModified,
    began: Date.now(),
    handle: null,
    begunElsewhere: true,
  };
}
