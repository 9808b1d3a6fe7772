import type { Connection } from '@/lib/s3/connection';

/** Where an object is read, and where it is written. */
export interface Ends {
  from: Connection;
  to: Connection;
}

/** Whether both are the same server with the same keys, so that it can copy by itself. */
export function isOneEndpoint({ from, to }: Ends): boolean {
  return (
    from.settings.endpoint === to.settings.endpoint &&
    from.settings.region === to.settings.region &&
    from.credentials.accessKeyId === to.credentials.accessKeyId
  );
}
