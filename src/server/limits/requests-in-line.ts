/** Requests that one connection has open at once: bounded, in turns with those of others, and all of them notified when it ends. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Open requests of a connection unless given, beyond which it is cut. Browsers and proxies send one after the other; RFC 9112, 9.3.2 allows more. */
const usuallyOpen = 3_000;
/** Requests of one connection that are begun before others have their turn: together a few milliseconds of work. */
const aTurn = 8;

interface Line {
  open: Set<ServerResponse>;
  waiting: [IncomingMessage, ServerResponse][];
  /** Begun in this turn. */
  begun: number;
}

function tellAll(responses: ReadonlySet<ServerResponse>): void {
  for (const response of [...responses]) response.emit('close');
}

/**
 * Hands the requests of a server to `handle`, of one connection in the order in which they came. A connection that has too many open is cut.
 * Every response that was let in gets its `close`: Node tells it only to the first of a connection that ends.
 */
export function serveInTurns(server: Server, handle: (request: IncomingMessage, response: ServerResponse) => void, mostOpen = usuallyOpen): void {
  const lines = new WeakMap<Socket, Line>();
  const next = (line: Line): void => {
    line.begun = 0;
    for (const [request, response] of line.waiting.splice(0, aTurn)) {
      line.begun++;
      if (!response.closed && !request.socket.destroyed) handle(request, response);
    }
    if (line.begun) setImmediate(next, line);
  };
  server.on('connection', (socket: Socket) => {
    const line: Line = { open: new Set(), waiting: [], begun: 0 };
    lines.set(socket, line);
    // After Node has told its own.
    socket.once('close', () => setImmediate(tellAll, line.open));
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const line = lines.get(socket);
    if (!line || socket.destroyed) return;
    if (line.open.size >= mostOpen) return void socket.destroy();
    line.open.add(response);
    response.once('close', () => line.open.delete(response));
    if (line.begun >= aTurn) return void line.waiting.push([request, response]);
    if (!line.begun++) setImmediate(next, line);
    handle(request, response);
  });
}
