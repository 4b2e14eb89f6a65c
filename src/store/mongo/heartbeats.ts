import type { mongo } from 'mongoose';

/** A heartbeat of the driver that takes longer, ms, will never end: its own limit is 4 s, or 14 s where the server holds the answer. */
const longest = { plain: 7_000, awaited: 20_000 };
const everyMs = 1_000;

/**
 * Calls `stuck` once when the driver has stopped looking for its servers. It does so when a server dies in the moment in which
 * the driver writes its heartbeat to a socket that is destroyed and not yet closed: `write` then answers false and the driver waits
 * for `drain`, which never comes (mongodb 7.8, Connection.writeCommand). Returns how to end the watch.
 */
export function watchHeartbeats(client: mongo.MongoClient, stuck: () => void): () => void {
  const begun = new Map<string, { at: number; limit: number }>();
  client.on('serverHeartbeatStarted', ({ connectionId, awaited }) => {
    begun.set(connectionId, { at: performance.now(), limit: awaited ? longest.awaited : longest.plain });
  });
  const ended = ({ connectionId }: { connectionId: string }) => begun.delete(connectionId);
  client.on('serverHeartbeatSucceeded', ended);
  client.on('serverHeartbeatFailed', ended);
  client.on('serverClosed', ({ address }) => begun.delete(address));
  const timer = setInterval(() => {
    const now = performance.now();
    if (![...begun.values()].some(({ at, limit }) => now - at > limit)) return;
    clearInterval(timer);
    stuck();
  }, everyMs).unref();
  return () => clearInterval(timer);
}
