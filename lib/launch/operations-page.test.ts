import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareOperations, readOperationsPage, readTrace } from './operations-page.ts';

const page =
  '| Operation | Screen | Action | Test |\n| --- | --- | --- | --- |\n| `ListObjectsV2` | Objects | `walkListing` | `e2e/a.spec.ts` |\n';

describe('docs/operations.md against the trace of a run', () => {
  it('agrees when every operation has its row and every row was sent', () => {
    expect(compareOperations(readOperationsPage(page), new Set(['ListObjectsV2']), () => true)).toEqual([]);
  });

  it('names what was sent without a row, and rows never sent', () => {
    const problems = compareOperations(readOperationsPage(page), new Set(['PutObject']), () => true);
    expect(problems).toHaveLength(2);
    expect(problems.join()).toContain('PutObject was sent');
    expect(problems.join()).toContain('ListObjectsV2 stands in');
  });

  it('names a test that is not there, and a page without rows', () => {
    expect(compareOperations(readOperationsPage(page), new Set(['ListObjectsV2']), () => false)).toHaveLength(1);
    expect(compareOperations(readOperationsPage('# nothing'), new Set(), () => true)).toHaveLength(1);
  });

  it('reads a trace', () => {
    const lines =
      '{"operation":"HeadObject","how":"sent"}\n{"operation":"HeadObject","how":"sent"}\n{"operation":"GetObject","how":"signed"}\n';
    expect([...readTrace(lines)]).toEqual(['HeadObject', 'GetObject']);
  });

  it('has a readable page whose tests and actions exist', () => {
    const rows = readOperationsPage(readFileSync('docs/operations.md', 'utf8'));
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter(({ test }) => !existsSync(test))).toEqual([]);
    const actions = globSync('lib/*/actions.ts')
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    expect(rows.filter(({ action }) => !actions.includes(`async function ${action}(`))).toEqual([]);
  });
});
