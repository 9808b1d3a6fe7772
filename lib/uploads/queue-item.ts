import type { BegunMultipart, FileUpload } from './file';
import type { UploadView } from './snapshot';
import type { StoredUpload } from './store';

/** A file and the key it is to get. */
export interface UploadSource {
  key: string;
  body: Blob;
  contentType: string;
  mayOverwrite: boolean;
  /** Milliseconds since 1970; `null` for what is no file, such as the marker of an empty folder. */
  lastModified: number | null;
  handle: FileSystemFileHandle | null;
}

/** A file in line. */
export interface QueueItem {
  id: string;
  /** One call of `add`: batches take turns. */
  batch: object;
  source: UploadSource;
  upload: FileUpload;
  /** It was begun before, and is in parts whatever its size. */
  isTakenUp: boolean;
  isActive: boolean;
  /** Asked to go on while its last run was still ending. */
  wantsRun: boolean;
}

/** What screens show of it. */
export function toView(item: QueueItem | undefined): UploadView | null {
  if (!item) return null;
  const { id, upload } = item;
  return {
    id,
    ...upload.job.address,
    sizeBytes: upload.job.body.size,
    sentBytes: upload.sentBytes,
    status: upload.status,
    partsStored: upload.partsStored,
    partCount: upload.partCount,
    failure: upload.failure,
    outcome: upload.outcome,
  };
}

/** What a later visit needs to go on with it; `null` for what is no file, which nobody could give again. */
export function toRecord({ id, source, upload }: QueueItem, began: BegunMultipart): StoredUpload | null {
  const { contentType, mayOverwrite, lastModified, handle, body } = source;
  if (lastModified === null) return null;
  return {
    ...upload.job.address,
    ...{ id, contentType, mayOverwrite, lastModified, handle },
    uploadId: began.uploadId,
    partSizeBytes: began.partSizeBytes,
    sizeBytes: body.size,
    began: Date.now(),
  };
}
