import type { Connection } from '@/lib/s3/connection';
import * as operations from '../operations';
import type { UploadTransport } from '../transport';

/** The engine's calls straight to the operations, as the server actions make them after authorisation. */
export function toDirectTransport(connection: Connection): UploadTransport {
  return {
    begin: (request) => operations.beginUpload(connection, request),
    signParts: (request) => operations.signParts(connection, request),
    signPuts: (request) => operations.signPuts(connection, request),
    listParts: (request) => operations.listParts(connection, request),
    complete: (request) => operations.completeUpload(connection, request),
    abort: async (request) => {
      await operations.abortUpload(connection, request);
    },
    findExisting: (request) => operations.findExisting(connection, request),
  };
}
