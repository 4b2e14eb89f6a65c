/** Notices that somebody set the wall clock, by a clock that nobody sets, and says so. */

/** Smallest jump that counts, ms: less is a correction by NTP, or drift of the two clocks between two looks. */
const least = 5_000;
/** The program looks so often, ms. */
const lookEvery = 5_000;

export interface JumpReportOptions {
  /** Epoch ms. */
  now(): number;
  /** Ms since any moment; runs on whatever the wall clock is set to. The machine's own unless given. */
  monotonic?(): number;
  log: { warn(fields: object, text: string): void };
}

/** Logs each jump of the wall clock by five seconds or more with its size (negative: back), in one line for the whole program. A machine that slept looks like one whose clock was set ahead. The answer ends it. */
export function reportJumps({ now, monotonic = () => performance.now(), log }: JumpReportOptions): () => void {
  let apart = now() - monotonic();
  const timer = setInterval(() => {
    const byMs = Math.round(now() - monotonic() - apart);
    apart += byMs;
    if (Math.abs(byMs) < least) return;
    const [way, sleep] = byMs > 0 ? ['ahead', ', or the machine slept'] : ['back', ''];
    log.warn(
      { byMs },
      `the machine's clock went ${way} by ${lengthOf(Math.abs(byMs))}: somebody set it${sleep}. If the time is wrong now, set it; the program follows`,
    );
  }, lookEvery);
  timer.unref();
  return () => clearInterval(timer);
}

function lengthOf(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes === 0) return `${Math.round(ms / 1_000)} s`;
  const parts: [number, string][] = [
    [Math.floor(minutes / 1_440), 'd'],
    [Math.floor((minutes % 1_440) / 60), 'h'],
    [minutes % 60, 'min'],
  ];
  return parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count} ${unit}`])).join(' ');
}
