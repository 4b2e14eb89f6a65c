/** Work that stops at each `yield`, so that whoever drives it may serve others in between. Its result does not depend on the pauses. */
export type Sliced<T> = Generator<undefined, T>;

/** Runs the whole work at once. */
export function atOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Runs the work in turns of about `turnMs`, ms, and lets the event loop serve others between them. Rejects with what the work throws. */
export async function inSlices<T>(work: Sliced<T>, turnMs = 8): Promise<T> {
  let until = performance.now() + turnMs;
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await new Promise((resolve) => setImmediate(resolve));
    until = performance.now() + turnMs;
  }
}
