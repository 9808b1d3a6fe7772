import type { ChangedObject } from './schema';

export interface ChangeFailure extends Pick<ChangedObject, 'key' | 'versionId'> {
  /** S3's code, or Cooper's where no answer of S3 stands behind it. */
  code: string;
  message: string;
}

/** One step of changing a selection. */
export interface ChangeProgress {
  done: number;
  failures: ChangeFailure[];
  /** What a copy could not bring along, one sentence for each object it is so with. */
  losses: ChangeFailure[];
}
