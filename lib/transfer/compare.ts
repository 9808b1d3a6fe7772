import type { ConflictRule, Content } from './types';

/** Whether an ETag is the MD5 of the content (API_Object, "ETag"). */
export function isPlainEtag(etag: string): boolean {
  return /^[0-9a-f]{32}$/u.test(etag);
}

function compareChecksums(one: readonly string[], other: readonly string[]): boolean | null {
  const values = new Map(one.map((checksum) => [checksum.slice(0, checksum.indexOf(':')), checksum]));
  for (const checksum of other) {
    const known = values.get(checksum.slice(0, checksum.indexOf(':')));
    if (known !== undefined) return known === checksum;
  }
  return null;
}

/**
 * Whether two objects hold the same, by size, checksum and ETag. `unknown` where sizes agree and nothing else can be
 * compared: ETags of uploads in parts depend on where they were cut.
 */
export function compareContents(one: Content, other: Content): 'same' | 'different' | 'unknown' {
  if (one.sizeBytes !== other.sizeBytes) return 'different';
  if (one.sizeBytes === 0) return 'same';
  const byChecksum = compareChecksums(one.checksums, other.checksums);
  if (byChecksum !== null) return byChecksum ? 'same' : 'different';
  if (one.etag === null || other.etag === null) return 'unknown';
  if (one.etag === other.etag) return 'same';
  return isPlainEtag(one.etag) && isPlainEtag(other.etag) ? 'different' : 'unknown';
}

/** HTTP dates tell whole seconds (RFC 9110, section 5.6.7). */
const toSeconds = (time: number): number => Math.floor(time / 1000);

function isWrittenSince({ modified }: Content, since: number | null): boolean {
  return since !== null && modified !== null && toSeconds(modified) >= toSeconds(since);
}

const isNewer = (one: Content, other: Content): boolean =>
  one.modified !== null && other.modified !== null && one.modified > other.modified;

/**
 * `done`: an earlier try has copied it. `there`: an equal object stands there, so that nothing needs to be copied. `skip`: the rule
 * keeps what is there.
 */
export type Decision = 'copy' | 'done' | 'there' | 'skip';

/** What is to be done about an object, given what stands at its target. */
export function decide(
  source: Content,
  target: Content | null,
  { rule, repeatSince }: { rule: ConflictRule; repeatSince: number | null },
): Decision {
  if (target === null) return 'copy';
  const likeness = compareContents(source, target);
  if (likeness !== 'different' && isWrittenSince(target, repeatSince)) return 'done';
  switch (rule) {
    case 'overwrite':
      return 'copy';
    case 'skip':
      return 'skip';
    case 'newer':
      return isNewer(source, target) ? 'copy' : 'skip';
    case 'different':
      if (likeness === 'same') return 'there';
      // Where only dates are left: a copy is younger than its original.
      return likeness === 'different' || isNewer(source, target) ? 'copy' : 'skip';
  }
}

/** Whether what stands at the target can be what an earlier try has moved there: its original is gone. */
export function isMovedAlready(
  target: Content | null,
  listed: { sizeBytes: number; etag: string | null },
  repeatSince: number | null,
): boolean {
  if (target === null || !isWrittenSince(target, repeatSince)) return false;
  const original: Content = { ...listed, modified: null, versionId: null, checksums: [] };
  return compareContents(original, target) !== 'different';
}

/** Whether an object is still the one that was seen. */
export function isUnchanged(seen: Content, now: Content): boolean {
  return (
    seen.etag === now.etag &&
    seen.sizeBytes === now.sizeBytes &&
    seen.modified === now.modified &&
    seen.versionId === now.versionId
  );
}
