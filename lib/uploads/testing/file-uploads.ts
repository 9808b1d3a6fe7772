import { afterEach, beforeEach } from 'vitest';
import { ByteBudget } from '../byte-budget';
import { sendWithFetch } from '../fetch-put';
import { FileUpload, type BegunMultipart, type UploadHost } from '../file';
import { createMd5Hasher } from '../md5/hasher';
import { SignedRequestWindow } from '../signed-requests';
import { Slots } from '../slots';
import type { UploadJob, UploadStatus } from '../types';
import { PartServer } from './part-server';
import { createQuickPace } from './quick-pace';
import { planSmall } from './samples';

export const kibibyte = 1024;
export const budgetBytes = 4 * kibibyte;
/** Of the test that runs. */
export let server: PartServer;
/** That of the uploads, which waits for nothing. */
export let pace: ReturnType<typeof createQuickPace>;
/** What the upload of the test that runs has told its host. */
export let seen: { statuses: UploadStatus[]; began: BegunMultipart[]; movedBytes: number };

/** Gives each test of a file a server of its own. */
export function startAnew(): void {
  beforeEach(async () => {
    server = new PartServer();
    await server.start();
    pace = createQuickPace();
    seen = { statuses: [], began: [], movedBytes: 0 };
  });

  afterEach(() => server.stop());
}

export function createHost(sendPut = sendWithFetch): UploadHost {
  const { transport } = server;
  return {
    services: {
      transport,
      sendPut,
      hashBody: createMd5Hasher(),
      slots: new Slots(6),
      budget: new ByteBudget(budgetBytes),
      pace,
      plan: planSmall,
    },
    signedPuts: new SignedRequestWindow<UploadJob>({
      pace,
      window: (job) => [job],
      sign: (jobs) => {
        const objects = jobs.map(({ address, mayOverwrite }) => ({ key: address.key, mayOverwrite }));
        return transport.signPuts({ connection: 'test', bucket: 'b', objects });
      },
    }),
    onChange: ({ status }) => {
      if (seen.statuses.at(-1) !== status) seen.statuses.push(status);
    },
    onMoved: (bytes) => (seen.movedBytes += bytes),
    onBegan: (_upload, began) => seen.began.push(began),
  };
}

/** An upload of some bytes under the key `a file`. */
export function createUpload(
  bytes: Buffer<ArrayBuffer>,
  change: Partial<UploadJob> = {},
  resume: BegunMultipart | null = null,
) {
  const address = { connection: 'test', bucket: 'b', key: 'a file' };
  const job = { address, body: new Blob([bytes]), contentType: 'text/plain', mayOverwrite: true, ...change };
  return new FileUpload(job, createHost(), resume);
}

/** Lets a test act at the moment a certain part arrives. */
export function atPart(partNumber: number, act: () => void) {
  let isDone = false;
  server.fault = (put) => {
    if (put.partNumber === partNumber && !isDone) {
      isDone = true;
      act();
    }
    return null;
  };
}
