/** Lets the thread that serves go before this one where both want a processor. */
import { constants, setPriority } from 'node:os';

/** To be called in the thread that is to wait. Linux alone has a priority for each thread; elsewhere it would be that of the whole program. */
export function serveFirst(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A sandbox that forbids it: the work is done all the same.
  }
}
