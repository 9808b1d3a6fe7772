import { runLaunch } from './launch.ts';

await runLaunch('dev');
