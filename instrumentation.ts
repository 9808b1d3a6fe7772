/** Runs once before the first request: a server that is configured wrongly does not start. */
export async function register(): Promise<void> {
  // eslint-disable-next-line no-restricted-syntax -- Next builds this file for its edge runtime too, where nothing of it applies
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { refuseWrongConfiguration } = await import('@/lib/server/refuse-wrong-configuration');
  refuseWrongConfiguration();
}
