/** One line of the report: what was measured, against what, and whether it reaches its goal. */
export interface Measure {
  name: string;
  value: string;
  goal: string;
  isReached: boolean;
}

/** The middle value: one slow round on a shared machine does not decide. */
export function getMedian(values: number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export function printReport(measures: Measure[]): void {
  const width = Math.max(...measures.map(({ name }) => name.length));
  for (const { name, value, goal, isReached } of measures) {
    console.log(`${isReached ? 'reached' : 'MISSED '}  ${name.padEnd(width)}  ${value}   (goal: ${goal})`);
  }
}
