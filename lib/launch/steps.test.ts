import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, runSteps, toExitCode, withExitCode } from './steps.ts';

describe('counting a Vitest report', () => {
  const passed = { status: 'passed', assertionResults: [{ status: 'passed' }] };
  const failed = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
  const broken = { status: 'failed', assertionResults: [] };

  it('counts tests, and each file that could not be run', () => {
    const report = { numPassedTests: 2, numFailedTests: 1, testResults: [passed, failed, broken] };
    expect(countVitest(report)).toEqual({ passed: 2, failed: 2 });
  });

  it('refuses what is no report', () => {
    expect(() => countVitest({ numPassedTests: 3 })).toThrow('numFailedTests');
  });
});

describe('counting a Playwright report', () => {
  it('takes errors outside of tests as failures, and tests that passed when tried again as passed', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countPlaywright({ errors: [{ message: 'no browser' }], stats })).toEqual({ passed: 6, failed: 2 });
  });
});

describe('an exit code', () => {
  it.each([
    ['all is well', { passed: 3, failed: 0 }, 0, 0],
    ['failures are counted once', { passed: 3, failed: 2 }, 1, 2],
    ['the program failed without naming a test', { passed: 3, failed: 0 }, 1, 1],
    ['nothing ran', { passed: 0, failed: 0 }, 0, 1],
  ])('adds to the count: %s', (_case, count, code, failed) => {
    expect(withExitCode(count, code).failed).toBe(failed);
  });

  it.each([
    [{ passed: 1, failed: 0 }, 0],
    [{ passed: 1, failed: 1 }, 1],
    [{ passed: 0, failed: 0 }, 1],
  ])('of %j is %i', (count, code) => {
    expect(toExitCode(count)).toBe(code);
  });
});

describe('a run', () => {
  it('goes on after failures and sums up everything', async () => {
    const ran: string[] = [];
    const printed: unknown[] = [];
    const step = (name: string, result: () => Promise<{ passed: number; failed: number }>) => ({
      name,
      run: () => {
        ran.push(name);
        return result();
      },
    });
    const error = new Error('This one did not come up.');
    const total = await runSteps(
      [
        step('one', () => Promise.resolve({ passed: 4, failed: 1 })),
        step('two', () => Promise.reject(error)),
        step('three', () => Promise.resolve({ passed: 1, failed: 0 })),
      ],
      (line) => printed.push(line),
    );
    expect(ran).toEqual(['one', 'two', 'three']);
    expect(total).toEqual({ passed: 5, failed: 2 });
    expect(printed).toContain(error);
    expect(printed.at(-1)).toBe('5 passed, 2 failed');
  });
});
