import { startPostgres, type RunningPostgres } from '../../e2e/servers/postgres.ts';
import { runSteps, runVitest, toExitCode } from './steps.ts';

let database: RunningPostgres | null = null;
const count = await runSteps([
  {
    name: 'a PostgreSQL',
    async run() {
      database = await startPostgres();
      return { passed: 1, failed: 0 };
    },
  },
  {
    name: 'jobs in a PostgreSQL',
    run: () => runVitest('postgres', { TEST_DATABASE_URL: database?.url ?? '' }),
  },
]);
await (database as RunningPostgres | null)?.stop();
process.exit(toExitCode(count));
