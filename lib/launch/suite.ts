import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toConsoleConfiguration } from '../../e2e/console-configuration.ts';
import { toTestVariables } from '../../e2e/environment.ts';
import type { RunningServer } from '../../e2e/servers/running-server.ts';
import { createPlainClient, createTestBucket } from '../testing/buckets.ts';
import type { TestServer } from '../testing/servers.ts';
import { keepSecrets } from './data-folder.ts';
import { type RunningConsole, startConsole } from './console.ts';
import { compareOperations, readOperationsPage, readTrace } from './operations-page.ts';
import { findFreePort } from './ports.ts';
import { stopAllPrograms } from './processes.ts';
import { root } from './project.ts';
import { type Step, runPlaywright, runSteps, runVitest, toExitCode } from './steps.ts';

const loopback = '127.0.0.1';
const logName = 'console.log';

/** Names of the S3 operations that the journeys made the console send, read back by the test of docs/operations.md. */
const traceFile = join(root, '.trace', 'operations.jsonl');

/** Holds the page of operations to the operations that the journeys made the console send or sign. */
export const operationsPage: Step = {
  name: 'docs/operations.md',
  async run() {
    const rows = readOperationsPage(await readFile(join(root, 'docs', 'operations.md'), 'utf8'));
    const sent = readTrace(await readFile(traceFile, 'utf8'));
    const problems = compareOperations(rows, sent, (path) => existsSync(join(root, path)));
    for (const problem of problems) console.error(problem);
    return problems.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  },
};

/** What can be run against one S3 server, in the order in which each needs what stands before it. */
export interface Suite {
  startServer: Step;
  contract: Step;
  startConsole: Step;
  journeys: Step;
  /** What the console printed meanwhile, which must hold no secret. */
  log: Step;
  stop(): Promise<void>;
}

/**
 * Contract tests and journeys against one S3 server. When it does not come up, what needs it fails. `args` are for what
 * runs them, such as part of a file's name.
 */
export function makeSuite(name: string, start: () => Promise<RunningServer>, args: string[] = []): Suite {
  const folder = mkdtempSync(join(tmpdir(), 'cooper-test-'));
  let running: RunningServer | undefined;
  let testConsole: RunningConsole | undefined;

  function requireServer(): TestServer {
    if (!running) throw new Error(`${name} did not come up.`);
    return running.server;
  }

  return {
    startServer: {
      name,
      async run() {
        running = await start();
        await makeStandingBucket(running.server);
        return { passed: 1, failed: 0 };
      },
    },
    contract: {
      name: `contract tests on ${name}`,
      run: () => runVitest('contract', { TEST_S3_SERVERS: JSON.stringify([requireServer()]) }, args),
    },
    startConsole: {
      name: `the console before ${name}`,
      async run() {
        testConsole = await startTestConsole(folder, requireServer());
        return { passed: 1, failed: 0 };
      },
    },
    journeys: {
      name: `journeys on ${name}`,
      async run() {
        if (!testConsole) throw new Error('The console did not come up.');
        const server = requireServer();
        const projects = server.provider === 'embedded' ? ['journeys', 'faults'] : ['journeys'];
        return runPlaywright(projects, toTestVariables(testConsole.url, server), args);
      },
    },
    log: {
      name: `the log of the console before ${name}`,
      async run() {
        const log = await readFile(join(folder, logName), 'utf8');
        console.log(log);
        const { main, alt } = requireServer();
        const secrets = [main.secretAccessKey, alt.secretAccessKey, keepSecrets(folder).sessionKey];
        if (log === '' || secrets.some((secret) => log.includes(secret))) {
          console.error(log === '' ? 'The console printed nothing.' : 'The log holds a secret.');
          return { passed: 0, failed: 1 };
        }
        if (log.includes('ResponseAborted')) {
          console.error('The log tells of pages that were left, which is no failure.');
          return { passed: 0, failed: 1 };
        }
        return { passed: 1, failed: 0 };
      },
    },
    async stop() {
      await stopAllPrograms();
      await running?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A bucket that outlives every test: lists of buckets are then never empty, whatever ran before. */
async function makeStandingBucket(server: TestServer): Promise<void> {
  await createTestBucket(createPlainClient(server), 'standing');
}

async function startTestConsole(folder: string, server: TestServer): Promise<RunningConsole> {
  const configFile = join(folder, 'cooper.json');
  writeFileSync(configFile, JSON.stringify(toConsoleConfiguration(server), null, 2), { mode: 0o600 });
  mkdirSync(dirname(traceFile), { recursive: true });
  rmSync(traceFile, { force: true });
  const { sessionKey } = keepSecrets(folder);
  return startConsole({
    mode: 'built',
    host: loopback,
    port: await findFreePort(loopback),
    variables: {
      COOPER_CONFIG: configFile,
      COOPER_SESSION_KEY: sessionKey,
      COOPER_TRACE_FILE: traceFile,
      COOPER_DATA_DIR: folder,
    },
    logFile: join(folder, logName),
  });
}

/** Runs the steps, closes what they opened, also when told to stop, and ends this process. */
export async function runToEnd(steps: Step[], suite?: Suite): Promise<never> {
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= suite?.stop() ?? stopAllPrograms());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      console.error(`Stopped by ${signal}.`);
      void stop().finally(() => process.exit(128 + constants.signals[signal]));
    });
  }
  const count = await runSteps(steps);
  await stop();
  process.exit(toExitCode(count));
}
