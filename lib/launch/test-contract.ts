import { startEmbeddedServer } from '../../e2e/servers/embedded.ts';
import { makeSuite, runToEnd } from './suite.ts';

// Arguments are Vitest's own, such as part of a file's name: npm run test:contract -- uploads
const suite = makeSuite('the embedded endpoint', startEmbeddedServer, process.argv.slice(2));
await runToEnd([suite.startServer, suite.contract], suite);
