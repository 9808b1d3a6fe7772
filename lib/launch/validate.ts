import { build, staticChecks, unitTests } from './checks.ts';
import { runToEnd } from './suite.ts';

await runToEnd([...staticChecks, unitTests, build]);
