const renewalMs = 3_000;

/**
 * Does a work while saying again and again, by `renew`, that the worker lives. The work is told to stop by its signal when the
 * answer is that what it is at is not this worker's any more; a question that fails is asked again.
 */
export async function whileRenewing<Value>(
  renew: () => Promise<boolean>,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const stopping = new AbortController();
  const renewal = setInterval(() => {
    renew().then(
      (isHeld) => !isHeld && stopping.abort(),
      () => undefined,
    );
  }, renewalMs);
  try {
    return await work(stopping.signal);
  } finally {
    clearInterval(renewal);
  }
}
