import { Session } from 'node:inspector';

/**
 * Collects what the start left behind and gives the memory back to the system. V8 does it by itself only when it runs short:
 * an idle program then keeps 30 MB that it never touches again. Takes 0.1 s of CPU once, so not while somebody waits.
 */
export function trimHeap(): void {
  const session = new Session();
  session.connect();
  // Disconnecting inside the answer stops the event loop for good.
  session.post('HeapProfiler.collectGarbage', () => setImmediate(() => session.disconnect()));
}
