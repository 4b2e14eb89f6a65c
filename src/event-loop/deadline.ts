/**
 * Runs `work` with a signal that aborts after `ms`, or as soon as `outer` does; settles as `work` does. The reason of a passed deadline is
 * a `TimeoutError`, as of AbortSignal.timeout. That one itself would not do: inside AbortSignal.any, Node 20 collects it as garbage
 * before its time, and the work is never aborted. Here the timer holds the signal.
 */
export async function withDeadline<T>(ms: number, outer: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const own = new AbortController();
  const timer = setTimeout(() => own.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms);
  try {
    return await work(outer ? AbortSignal.any([outer, own.signal]) : own.signal);
  } finally {
    clearTimeout(timer);
  }
}
