import { lintPolicy, type PolicyPlace, type PolicyRemark } from './lint';
import { findStatementRanges } from './source-places';
import { fromWire, type WirePolicy } from './wire';

export interface SourceRemark extends PolicyRemark {
  from: number;
  to: number;
}

/** The part of a statement that a remark is about: the text it begins with where that stands there, else its bracket. */
function findRange(
  text: string,
  remark: PolicyRemark,
  range: { from: number; to: number },
): { from: number; to: number } {
  const [subject = ''] = remark.text.split(' ');
  const at = text.slice(range.from, range.to).indexOf(JSON.stringify(subject));
  if (at === -1) return { from: range.from, to: range.from + 1 };
  const from = range.from + at;
  return { from, to: from + JSON.stringify(subject).length };
}

/** The remarks on a policy, each with its place in the text; none while the text cannot be read. */
export function lintPolicySource(text: string, place: Omit<PolicyPlace, 'bytes'>): SourceRemark[] {
  try {
    const wire = JSON.parse(text) as WirePolicy;
    const bytes = new TextEncoder().encode(JSON.stringify(wire)).byteLength;
    const ranges = findStatementRanges(text);
    return lintPolicy(fromWire(wire), { ...place, bytes }).map((remark) => {
      const range = remark.statement === null ? undefined : ranges[remark.statement];
      return { ...remark, ...(range ? findRange(text, remark, range) : { from: 0, to: Math.min(1, text.length) }) };
    });
  } catch {
    // What is no policy yet is told by the editor around.
    return [];
  }
}
