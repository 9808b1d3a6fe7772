import { AppError, type ErrorCode } from '@/lib/errors/app-error';
import { PutFailure } from './put';
import type { UploadFailure, UploadFailureKind } from './types';

const kinds: Readonly<Partial<Record<ErrorCode, UploadFailureKind>>> = {
  'precondition-failed': 'conflict',
  'session-ended': 'session',
  unreachable: 'network',
  timeout: 'network',
};

/** Any thrown thing in words for the person whose file it is. */
export function toUploadFailure(error: unknown): UploadFailure {
  if (error instanceof PutFailure) {
    const kind = error.kind === 'exists' ? 'conflict' : error.kind === 'network' ? 'network' : 'other';
    return { kind, message: error.message, detail: joinDetail(error.s3Code, error.requestId) };
  }
  if (error instanceof AppError) {
    const detail = error.s3 ? joinDetail(error.s3.code, error.s3.requestId) : null;
    return { kind: kinds[error.code] ?? 'other', message: error.message, detail };
  }
  if (isUnreadable(error)) {
    const message =
      'The file can no longer be read: it was changed, moved or deleted since it was chosen. Choose it again.';
    return { kind: 'other', message, detail: null };
  }
  const message = error instanceof Error ? error.message : 'The upload stopped for an unknown reason.';
  return { kind: 'other', message, detail: null };
}

function joinDetail(code: string, requestId: string | null): string | null {
  return [code, requestId && `request ${requestId}`].filter(Boolean).join(', ') || null;
}

/** A File keeps a snapshot state; reading it after a change fails this way (File API, "Errors and Exceptions"). */
function isUnreadable(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotReadableError' || error.name === 'NotFoundError');
}
