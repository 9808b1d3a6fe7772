import { PutObjectCommand } from '@aws-sdk/client-s3';
import { readResidentBytes } from './browser.ts';
import { startJobBench, type JobBench } from './job-bench.ts';
import { findRawMove, timeCopy, timeDelete } from './raw-jobs.ts';
import { timeUpload } from './raw-client.ts';
import { getMedian, type Measure } from './report.ts';
import { mebibyte, parallelParts, partCount, type EndpointStage } from './stage.ts';

const rounds = 3;
const deleted = 100_000;
/** Requests of DeleteObjects at once: as many as chunks of a connection, when nobody has configured another number. */
const deletesAtOnce = 4;
const renamed = 500;
const renamedBytes = 2 * 1000 * 1000;
/** Ten million take half an hour. */
const planned = Number(process.env['BENCH_JOB_KEYS'] ?? 1_000_000);

const everything = {
  ...{ objects: [], versions: [], scope: 'objects' },
  ...{ removeBucket: false, bypassGovernance: false },
};

async function measureDelete({ s3, bucket }: EndpointStage, jobs: JobBench): Promise<Measure[]> {
  const raw: number[] = [];
  const job: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await s3.seed(bucket, `raw-delete-${round}/`, deleted);
    raw.push(await timeDelete(s3.client, bucket, `raw-delete-${round}/`, deletesAtOnce));
    await s3.seed(bucket, `job-delete-${round}/`, deleted);
    job.push(await jobs.time('delete', { ...everything, bucket, prefixes: [`job-delete-${round}/`] }));
  }
  const ratio = getMedian(raw) / getMedian(job);
  return [
    {
      name: 'jobs: delete of 100,000 objects, rate against a plain loop',
      value: `${ratio.toFixed(2)} × (raw ${(getMedian(raw) / 1000).toFixed(1)} s)`,
      goal: '≥ 0.90 ×',
      isReached: ratio >= 0.9,
    },
  ];
}

/** Brings objects of a folder to another. */
const toMove = (bucket: string, from: string, to: string) => ({
  ...{ bucket, objects: [], prefixes: [from], from, to: { connection: 'default', bucket, prefix: to } },
  ...{ rule: 'overwrite', isMove: true, keepsAccess: true },
});

/** There by the job, and back by the other. */
async function measureRename({ s3, bucket, part }: EndpointStage, jobs: JobBench): Promise<Measure[]> {
  const Body = part.subarray(0, renamedBytes);
  for (let index = 0; index < renamed; index += 1) {
    const Key = `folder/${String(index).padStart(4, '0')}`;
    await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  }
  const other = await findRawMove(s3);
  const raw: number[] = [];
  const job: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    job.push(await jobs.time('copy', toMove(bucket, 'folder/', 'renamed/')));
    raw.push(await other.time(bucket, 'renamed/', 'folder/'));
  }
  const ratio = getMedian(job) / getMedian(raw);
  return [
    {
      name: `jobs: rename of a folder of 500 × 2 MB, against ${other.name}`,
      value: `${ratio.toFixed(2)} × (raw ${(getMedian(raw) / 1000).toFixed(1)} s)`,
      goal: '< 1.00 ×',
      isReached: ratio < 1,
    },
  ];
}

async function measureCopy({ s3, bucket, part }: EndpointStage, jobs: JobBench): Promise<Measure[]> {
  const target = { bucket, key: 'large/object' };
  await timeUpload(s3.client, target, { part, count: partCount, parallel: parallelParts, hasMd5: false });
  const raw: number[] = [];
  const job: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    raw.push(await timeCopy(s3.client, bucket, target.key, `large-raw/${round}`));
    job.push(await jobs.time('copy', { ...toMove(bucket, 'large/', `large-job/${round}/`), isMove: false }));
  }
  const extra = getMedian(job) - getMedian(raw);
  return [
    {
      name: 'jobs: copy of 1 GiB, against one CopyObject',
      value: `${(getMedian(job) / 1000).toFixed(2)} s, ${extra > 0 ? '+' : ''}${extra.toFixed(0)} ms (raw ${(getMedian(raw) / 1000).toFixed(2)} s)`,
      goal: 'faster',
      isReached: extra < 0,
    },
  ];
}

/** Counts so many keys, and then deletes them by a job, while the memory of what works on it is looked at. */
async function measureMemory({ s3, bucket }: EndpointStage, jobs: JobBench): Promise<Measure[]> {
  const prefix = 'planned/';
  const input = { ...everything, bucket, prefixes: [prefix] };
  await s3.seed(bucket, prefix, planned);
  const idle = readResidentBytes(jobs.pid) ?? Number.NaN;
  let highest = idle;
  const timer = setInterval(() => (highest = Math.max(highest, readResidentBytes(jobs.pid) ?? Number.NaN)), 100);
  const started = performance.now();
  let counted = 0;
  let cursor: unknown = null;
  do {
    const step = await jobs.plan('delete', input, cursor);
    counted += step.items;
    cursor = step.next;
  } while (cursor !== null);
  if (counted !== planned) throw new Error(`${counted} keys were planned, not ${planned}.`);
  const planMs = performance.now() - started;
  await jobs.time('delete', input);
  clearInterval(timer);
  const growth = highest - idle;
  return [
    {
      name: `jobs: memory while ${planned.toLocaleString('en')} keys are planned and deleted, above idle`,
      value: `+${(growth / mebibyte).toFixed(0)} MiB on ${(idle / mebibyte).toFixed(0)} (planned in ${(planMs / 1000).toFixed(0)} s)`,
      goal: '< 60 MiB',
      isReached: growth < 60 * mebibyte,
    },
  ];
}

/** Jobs against what people would write by hand, in a process that works on nothing else. */
export async function measureJobs(stage: EndpointStage): Promise<Measure[]> {
  const jobs = await startJobBench(stage);
  try {
    // The first job makes the database, which is no part of how fast jobs are.
    await stage.s3.seed(stage.bucket, 'first/', 1);
    await jobs.time('delete', { ...everything, bucket: stage.bucket, prefixes: ['first/'] });
    const measures: Measure[] = [];
    for (const measure of [measureMemory, measureDelete, measureRename, measureCopy]) {
      measures.push(...(await measure(stage, jobs)));
    }
    return measures;
  } finally {
    await jobs.end();
  }
}
