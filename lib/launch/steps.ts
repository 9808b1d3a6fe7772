import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Variables, runProgram } from './processes.ts';
import { programs, root } from './project.ts';

export interface Count {
  passed: number;
  failed: number;
}

/** One thing that a run checks. It may throw, which counts as a failure. */
export interface Step {
  name: string;
  run(): Promise<Count>;
}

const reports = join(root, 'test-results', 'reports');

/** https://vitest.dev/guide/reporters#json-reporter; a file that could not be loaded has a status and no tests. */
const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

/** https://playwright.dev/docs/api/class-testconfig#test-config-report; flaky tests passed when tried again, and are listed as such. */
const playwrightReport = z.object({
  errors: z.array(z.unknown()),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

export function countVitest(report: unknown): Count {
  const { numPassedTests, numFailedTests, testResults } = vitestReport.parse(report);
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

export function countPlaywright(report: unknown): Count {
  const { errors, stats } = playwrightReport.parse(report);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

/** A program that failed without naming a test, or ran none, has failed once. */
export function withExitCode(count: Count, code: number): Count {
  if (count.failed > 0) return count;
  return code !== 0 || count.passed === 0 ? { ...count, failed: 1 } : count;
}

/** A step that is one check: it passes when the program ends with 0. */
export function checkBy(name: string, script: string, args: string[], variables: Variables = {}): Step {
  return {
    name,
    run: async () =>
      (await runProgram(script, args, variables)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
  };
}

async function runReporting(
  file: string,
  toCount: (report: unknown) => Count,
  run: (path: string) => Promise<number>,
): Promise<Count> {
  const path = join(reports, file);
  mkdirSync(reports, { recursive: true });
  rmSync(path, { force: true });
  const code = await run(path);
  if (!existsSync(path)) throw new Error(`There is no report at ${path}; the program ended with code ${code}.`);
  const count = toCount(JSON.parse(readFileSync(path, 'utf8')));
  return code === 0 ? count : withExitCode(count, code);
}

/** Runs a Vitest project and counts its tests. */
export async function runVitest(
  project: 'unit' | 'contract' | 'postgres',
  variables: Variables = {},
  args: string[] = [],
): Promise<Count> {
  const count = await runReporting(`${project}.json`, countVitest, (path) =>
    runProgram(
      programs.vitest,
      ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${path}`, ...args],
      { ...variables, NODE_ENV: 'test' },
    ),
  );
  return withExitCode(count, 0);
}

/** Runs the journeys of these projects of playwright.config.ts, one project after another, and counts them. */
export async function runPlaywright(projects: string[], variables: Variables, args: string[] = []): Promise<Count> {
  const total = { passed: 0, failed: 0 };
  for (const project of projects) {
    const { passed, failed } = await runReporting(`playwright-${project}.json`, countPlaywright, (path) =>
      runProgram(programs.playwright, ['test', '--pass-with-no-tests', `--project=${project}`, ...args], {
        ...variables,
        PLAYWRIGHT_REPORT: path,
      }),
    );
    total.passed += passed;
    total.failed += failed;
  }
  return withExitCode(total, 0);
}

/** Runs every step whatever becomes of the others, names those that failed, and ends with the one line of the sum. */
export async function runSteps(steps: Step[], print: (line: unknown) => void = console.log): Promise<Count> {
  const total = { passed: 0, failed: 0 };
  const failures: string[] = [];
  for (const step of steps) {
    print(`\n── ${step.name}`);
    const count = await step.run().catch((error: unknown) => {
      print(error);
      return { passed: 0, failed: 1 };
    });
    total.passed += count.passed;
    total.failed += count.failed;
    if (count.failed > 0) failures.push(`${step.name}: ${count.failed} failed`);
  }
  print(failures.length > 0 ? `\n${failures.join('\n')}\n` : '');
  print(`${total.passed} passed, ${total.failed} failed`);
  return total;
}

/** 1 when anything failed or nothing ran. */
export function toExitCode({ passed, failed }: Count): number {
  return failed > 0 || passed === 0 ? 1 : 0;
}
