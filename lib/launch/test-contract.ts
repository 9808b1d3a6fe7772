import { startEmbeddedServer } from '../../e2e/servers/embedded.ts';
import { makeSuite, runToEnd } from './suite.ts';

const suite = makeSuite('the embedded endpoint', startEmbeddedServer);
await runToEnd([suite.startServer, suite.contract], suite);
