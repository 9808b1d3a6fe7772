import { walkFailures } from '@/lib/jobs/queries';
import type { JobTarget } from '@/lib/jobs/schema';
import { toCsvField } from './job-text';

/** Hands every failure, or remark, of a job to the browser as a CSV file (RFC 4180). */
export async function downloadEntries({ target, isNote }: { target: JobTarget; isNote: boolean }): Promise<void> {
  const lines = ['key,version,code,message'];
  for await (const failures of walkFailures(target, isNote)) {
    for (const { item, code, message } of failures) {
      lines.push([item.key, item.versionId ?? item.uploadId ?? '', code, message].map(toCsvField).join(','));
    }
  }
  const url = URL.createObjectURL(new Blob([`${lines.join('\r\n')}\r\n`], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${isNote ? 'losses' : 'failures'}-${target.id}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
