/** The longest pause that is believed of a server or of a proxy before it, ms; it is tried again after that, whatever was asked for. */
export const longestWaitMs = 60_000;

/** Reads a Retry-After header in seconds as ms, 0 to `longestWaitMs`; what is not a number of seconds counts as no wait. */
export function believedWait(header: string | null): number {
  const ms = Number(header ?? 0) * 1_000;
  return ms > 0 ? Math.min(ms, longestWaitMs) : 0;
}
