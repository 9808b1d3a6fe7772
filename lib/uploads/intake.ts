import type { CorsCheck } from './cors/types';
import { applyChoices, findConflicts, toNumberedKey, toSources, type Conflict, type ConflictChoice } from './conflicts';
import type { LocalEntry } from './local-entries';
import type { UploadSource } from './queue-item';
import type { UploadTransport } from './transport';

/** A bucket and the prefix that keys get. */
export interface UploadTarget {
  connection: string;
  bucket: string;
  prefix: string;
}

export interface IntakeOptions {
  target: UploadTarget;
  entries: readonly LocalEntry[];
  transport: Pick<UploadTransport, 'findExisting'>;
  checkCors: () => Promise<CorsCheck>;
  /** Asked when the browser may not send there. Resolves whether to go on. */
  askCors: (check: CorsCheck) => Promise<boolean>;
  /** Asked once for all files whose key is taken. `null` cancels everything. */
  askConflicts: (conflicts: readonly Conflict[]) => Promise<ReadonlyMap<string, ConflictChoice> | null>;
}

/** How many numbered names are looked up at once when both files are kept. */
const candidates = 20;

/** From chosen files to what goes into the queue, with every question asked before the first byte. `null`: cancelled. */
export async function takeIn(options: IntakeOptions): Promise<UploadSource[] | null> {
  const { target, entries, transport } = options;
  const sources = toSources(target.prefix, entries);
  if (sources.length === 0) return [];
  const [check, existing] = await Promise.all([
    options.checkCors(),
    transport.findExisting({ ...toBucket(target), keys: sources.map(({ key }) => key) }),
  ]);
  if (check.verdict === 'refused' && !(await options.askCors(check))) return null;
  const conflicts = findConflicts(sources, existing);
  const choices = conflicts.length > 0 ? await options.askConflicts(conflicts) : new Map<string, ConflictChoice>();
  if (!choices) return null;
  const doubled = conflicts.map(({ key }) => key).filter((key) => choices.get(key) === 'keep-both');
  const free = await findFreeKeys(options, doubled, new Set(sources.map(({ key }) => key)));
  return applyChoices(sources, existing, choices, (key) => free.get(key) ?? key);
}

/** For every key the first numbered one that neither the bucket nor this upload has. */
async function findFreeKeys(
  { target, transport }: IntakeOptions,
  keys: readonly string[],
  taken: Set<string>,
): Promise<Map<string, string>> {
  const free = new Map<string, string>();
  let open = [...keys];
  for (let first = 2; open.length > 0; first += candidates) {
    const numbered = (key: string) =>
      Array.from({ length: candidates }, (_, index) => toNumberedKey(key, first + index));
    const found = await transport.findExisting({ ...toBucket(target), keys: open.flatMap(numbered) });
    for (const { key } of found) taken.add(key);
    open = open.filter((key) => {
      const name = numbered(key).find((candidate) => !taken.has(candidate));
      if (name === undefined) return true;
      taken.add(name);
      free.set(key, name);
      return false;
    });
  }
  return free;
}

function toBucket({ connection, bucket }: UploadTarget): { connection: string; bucket: string } {
  return { connection, bucket };
}
