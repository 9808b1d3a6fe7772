import { getConfig } from '@/lib/config/current';
import type { ConnectionSettings, JobLimits } from '@/lib/config/types';
import { AppError } from '@/lib/errors/app-error';
import { openConnection, type Connection, type Credentials } from '@/lib/s3/connection';
import { paceRequests } from '@/lib/s3/pace';
import { openForJob } from '@/lib/session/seal-for-job';
import { JobPace } from './pace';
import type { Message } from './queue';
import type { JobRecord } from './records';

const paces = new Map<string, JobPace>();

/** The pace that all jobs of a connection share in this process. */
export function getPace(id: string, limits: JobLimits): JobPace {
  const pace = paces.get(id) ?? new JobPace(limits);
  paces.set(id, pace);
  return pace;
}

export function findSettings(id: string): ConnectionSettings | undefined {
  return getConfig().connections.find((connection) => connection.id === id);
}

/** For as many workers of a job as may work on it at once: each goes from chunk to chunk. */
export function toLanes({ id, connection }: Pick<JobRecord, 'id' | 'connection'>, wanted = Infinity): Message[] {
  const count = Math.min(wanted, findSettings(connection)?.jobs.chunks ?? 1);
  return Array.from({ length: count }, (_, lane) => ({ job: id, connection, chunk: 'next', lane }));
}

/** Those that so many chunks want, whether somebody has them already or not, beside the workers that are here. */
export function toMissingLanes(job: Pick<JobRecord, 'id' | 'connection'>, chunks: number, here: number): Message[] {
  return toLanes(job, chunks).slice(here);
}

/** The operator's keys of a connection, where they lie on the server. */
export function getServerCredentials(settings: ConnectionSettings): Credentials | null {
  if (settings.credentials.kind !== 'static') return null;
  const { accessKeyId, secretAccessKey, sessionToken } = settings.credentials;
  return {
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    ...(sessionToken && { sessionToken: sessionToken.reveal() }),
  };
}

/** Opened connections by job and sealed keys, so that a chunk does not make its clients anew. */
const opened = new Map<string, Map<string, Connection>>();
const maxOpened = 32;

function remember(id: string): Map<string, Connection> {
  const known = opened.get(id) ?? new Map<string, Connection>();
  opened.delete(id);
  opened.set(id, known);
  for (const oldest of opened.keys()) {
    if (opened.size <= maxOpened) break;
    opened.delete(oldest);
  }
  return known;
}

/**
 * Connections for a job, with the keys of whoever started it, who pays as agreed then. @throws AppError `session-ended` when those are not to be had,
 * `forbidden` when the connection is not configured any more
 */
export async function openForRecord(job: JobRecord): Promise<(id: string) => Connection> {
  const sealed = job.credentials === null ? {} : await openForJob(job.id, job.credentials);
  const known = remember(`${job.id} ${job.credentials ?? ''} ${JSON.stringify(job.paid_buckets)}`);
  return (id) => {
    const found = known.get(id);
    if (found) return found;
    const settings = findSettings(id);
    if (!settings) throw new AppError('forbidden', `The connection ${id} of this job is not configured any more.`);
    const credentials = sealed?.[id] ?? getServerCredentials(settings);
    if (!credentials || sealed === null) {
      throw new AppError(
        'session-ended',
        'The keys of this job cannot be read any more. Sign in again to continue it.',
      );
    }
    const paidBuckets = new Set(job.paid_buckets[id]);
    const connection = paceRequests(openConnection(settings, credentials, paidBuckets), getPace(id, settings.jobs));
    known.set(id, connection);
    return connection;
  };
}
