import { startEmbeddedServer } from '../../e2e/servers/embedded.ts';
import { build } from './checks.ts';
import { makeSuite, runToEnd } from './suite.ts';

// Arguments are Playwright's own, such as the name of a journey: npm run test:e2e -- upload
const suite = makeSuite('the embedded endpoint', startEmbeddedServer, process.argv.slice(2));
await runToEnd([build, suite.startServer, suite.startConsole, suite.journeys], suite);
