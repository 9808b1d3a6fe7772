import { startEmbeddedServer } from '../../e2e/servers/embedded.ts';
import { build, staticChecks, unitTests } from './checks.ts';
import { makeSuite, operationsPage, runToEnd } from './suite.ts';

const suite = makeSuite('the embedded endpoint', startEmbeddedServer);
const onTheServer = [suite.startServer, suite.contract, suite.startConsole, suite.journeys, suite.log, operationsPage];
await runToEnd([...staticChecks, unitTests, build, ...onTheServer], suite);
