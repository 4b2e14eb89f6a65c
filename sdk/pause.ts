import type { Platform } from './platform.ts';

/** Waits, but not longer than until the device wakes up or comes online. */
export function pause(ms: number, { onWake }: Pick<Platform, 'onWake'>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      forget();
      resolve();
    };
    const timer = setTimeout(done, ms);
    const forget = onWake(done);
  });
}
