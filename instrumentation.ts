/**
 * Runs once before the first request: a server that is configured wrongly does not start, and jobs that a former one left
 * go on.
 */
export async function register(): Promise<void> {
  // eslint-disable-next-line no-restricted-syntax -- Next builds this file for its edge runtime too, where nothing of it applies
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { refuseWrongConfiguration } = await import('@/lib/server/refuse-wrong-configuration');
  refuseWrongConfiguration();
  const { continueJobs } = await import('@/lib/jobs/engine');
  // Opening the database takes a second, for which nobody has to wait who only browses.
  void continueJobs();
}
