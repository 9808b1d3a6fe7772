import { ensureBuild } from './build.ts';
import { join } from 'node:path';
import { programs, root } from './project.ts';
import { type Step, checkBy, runVitest } from './steps.ts';

const next = checkBy('route types', programs.next, ['typegen'], { NEXT_TELEMETRY_DISABLED: '1' });

/** What can be said about the code without running it. Routes are typed, so their types are written first. */
export const staticChecks: Step[] = [
  next,
  checkBy('types', programs.tsc, ['--noEmit']),
  checkBy('lint', programs.eslint, ['.', '--max-warnings=0']),
  checkBy('boundaries', programs.depcruise, ['--config', '.dependency-cruiser.mjs', 'app', 'components', 'lib', 'e2e']),
  checkBy('file names', join(root, 'lib', 'launch', 'vocabulary.ts'), []),
  checkBy('unused code', programs.knip, ['--no-progress']),
  checkBy('format', programs.prettier, ['--check', '.']),
];

export const unitTests: Step = { name: 'unit tests', run: () => runVitest('unit') };

export const build: Step = {
  name: 'build',
  async run() {
    await ensureBuild();
    return { passed: 1, failed: 0 };
  },
};
