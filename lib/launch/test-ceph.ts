import { startCephServer } from '../../e2e/servers/ceph.ts';
import { build } from './checks.ts';
import { makeSuite, runToEnd } from './suite.ts';

const suite = makeSuite('a Ceph gateway', startCephServer);
await runToEnd([build, suite.startServer, suite.contract, suite.startConsole, suite.journeys, suite.log], suite);
