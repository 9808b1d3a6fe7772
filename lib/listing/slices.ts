/** A long computation that can pause at each `yield`. */
export type Steps<Value> = Generator<undefined, Value, undefined>;

/** Leaves half of a frame at 60 Hz to drawing. */
const sliceMs = 8;

/** Runs a computation to its end at once. */
export function runAtOnce<Value>(steps: Steps<Value>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Runs a computation in slices of a few milliseconds, letting the page draw and answer in between.
 * Resolves to `null` when `isCancelled` says so.
 */
export async function runInSlices<Value>(steps: Steps<Value>, isCancelled: () => boolean): Promise<Value | null> {
  for (;;) {
    const end = performance.now() + sliceMs;
    while (performance.now() < end) {
      const step = steps.next();
      if (step.done) return step.value;
    }
    await nextTask();
    if (isCancelled()) return null;
  }
}

/** A task of its own, without the 4 ms that nested timers are held back. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
