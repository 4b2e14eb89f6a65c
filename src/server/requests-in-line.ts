/** Requests that one connection has open at once, and that all of them are told when it ends. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Open requests of a connection unless given, beyond which it is cut. Browsers and proxies send one after the other; RFC 9112, 9.3.2 allows more. */
const usuallyOpen = 3_000;

function tellAll(responses: ReadonlySet<ServerResponse>): void {
  for (const response of [...responses]) response.emit('close');
}

/**
 * Admits requests of a server. The answer is false for one that must not be looked at: its connection has too many open and is cut, or is gone.
 * Every response that it admitted gets its `close`: Node tells it only to the first of a connection that ends.
 */
export function admitRequests(server: Server, mostOpen = usuallyOpen): (request: IncomingMessage, response: ServerResponse) => boolean {
  const open = new WeakMap<Socket, Set<ServerResponse>>();
  server.on('connection', (socket: Socket) => {
    const responses = new Set<ServerResponse>();
    open.set(socket, responses);
    // After Node has told its own.
    socket.once('close', () => setImmediate(tellAll, responses));
  });
  return ({ socket }, response) => {
    const responses = open.get(socket);
    if (!responses || socket.destroyed) return false;
    if (responses.size >= mostOpen) {
      socket.destroy();
      return false;
    }
    responses.add(response);
    response.once('close', () => responses.delete(response));
    return true;
  };
}
