import type { IncomingMessage, ServerResponse } from 'node:http';

/** Slowest pace at which a request's body may come in. */
export interface BodyPace {
  /** Time over which bytes are counted, ms. */
  windowMs: number;
  /** Fewer bytes in one window, and the connection is cut. */
  leastBytes: number;
}

/** About 1 KB/s: a tenth of the slowest line on which people still send pictures. */
export const defaultPace: BodyPace = { windowMs: 15_000, leastBytes: 15_000 };

/** Cuts the connection with 408 when the body comes in more slowly than `pace`. A slow but steady line may take as long as it needs. */
export function watchBody(request: IncomingMessage, response: ServerResponse, pace: BodyPace): void {
  const { socket } = request;
  const announced = Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;
  if (!announced) return;
  let before = socket.bytesRead;
  // Also after an early answer: a refused client would otherwise keep the connection for as long as a byte comes now and then.
  const timer = setInterval(() => {
    if (request.complete || socket.destroyed) return clearInterval(timer);
    const came = socket.bytesRead - before;
    before = socket.bytesRead;
    if (came >= pace.leastBytes) return;
    // What came lies here unread, as the store does not take it: the client is not the slow one.
    if (!response.headersSent && request.readableLength > 0) return;
    clearInterval(timer);
    if (socket.writable && !response.headersSent) socket.write('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n');
    socket.destroySoon();
  }, pace.windowMs);
  timer.unref();
  // Of the request, not of the socket: many requests may wait on one connection.
  request.once('close', () => clearInterval(timer));
}
