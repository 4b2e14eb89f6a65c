/** No answer came within the time in which the driver itself should have given up: what was asked may have been done. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** Longer than the driver's own limit for a socket, ms. */
const limitMs = 20_000;

/** Returns the driver's answer within a limit: the driver can wait without end for a socket that died in a bad moment (see heartbeats.ts). */
export function answered<T>(work: Promise<T>, ms = limitMs): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Unanswered(`no answer within ${ms / 1_000} s`)), ms).unref();
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
