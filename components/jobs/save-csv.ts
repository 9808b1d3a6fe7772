import { toCsvLine, toCsvTexts } from '@/lib/format/csv';
import { walkDuplicates, walkFailures, walkTallies } from '@/lib/jobs/queries';
import { duplicatesHead, summaryHead, toDuplicateLines, toSummaryLines } from '@/lib/jobs/kinds/inventory/csv';
import type { JobTarget } from '@/lib/jobs/schema';

/** Hands a CSV file (RFC 4180) to the browser, from the texts it consists of. */
async function save(name: string, texts: AsyncIterable<string>): Promise<void> {
  const parts: string[] = [];
  for await (const text of texts) parts.push(text);
  const url = URL.createObjectURL(new Blob(parts, { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Every failure, or remark, of a job as a CSV file. */
export async function downloadEntries({ target, isNote }: { target: JobTarget; isNote: boolean }): Promise<void> {
  const texts = toCsvTexts(toCsvLine(['key', 'version', 'code', 'message']), walkFailures(target, isNote), (failures) =>
    failures
      .map(({ item, code, message }) => toCsvLine([item.key, item.versionId ?? item.uploadId ?? '', code, message]))
      .join(''),
  );
  await save(`${isNote ? 'losses' : 'failures'}-${target.id}.csv`, texts);
}

/** Everything a job has counted as a CSV file. */
export function downloadSummary(target: JobTarget): Promise<void> {
  return save(`summary-${target.id}.csv`, toCsvTexts(summaryHead, walkTallies(target), toSummaryLines));
}

/** Every object that has the content of another as a CSV file. */
export function downloadDuplicates(target: JobTarget): Promise<void> {
  return save(`duplicates-${target.id}.csv`, toCsvTexts(duplicatesHead, walkDuplicates(target), toDuplicateLines));
}
