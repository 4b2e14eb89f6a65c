import type { Request, Response } from 'express';
import type { ChatHub, ChatMessage, ChatStreamEvent } from './chat-ports.ts';

/** Bytes that may wait for a slow browser; beyond it the stream is closed and the browser comes back to where it was. */
const maxWaiting = 256 * 1024;

/** Opens the server-sent events of one visitor: everything since the Last-Event-ID, then what comes. Closed when the browser goes, or by what it returns. */
export function openStream<M extends ChatMessage>(
  hub: ChatHub<M>,
  user: string,
  request: Request,
  response: Response,
  heartbeatMs: number,
  onHeartbeat: () => void,
): () => void {
  response.status(200).set({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  response.write('retry: 2000\n\n');
  const write = (text: string): boolean => {
    if (response.writableEnded || response.destroyed) return false;
    response.write(text);
    return response.writableLength < maxWaiting;
  };
  const close = hub.open(user, lastEventId(request), {
    send: (event) => write(format(event)),
    ready: () =>
      new Promise((resolve) => {
        if (!response.writableNeedDrain || response.destroyed) return resolve();
        const done = () => {
          response.off('drain', done).off('close', done);
          resolve();
        };
        response.on('drain', done).on('close', done);
      }),
    end: () => {
      clearInterval(heart);
      // Who does not read would keep the connection and its bytes: an end waits until everything is read.
      if (response.writableLength < maxWaiting) response.end();
      else response.destroy();
    },
  });
  const heart = setInterval(() => {
    onHeartbeat();
    if (!write(': still here\n\n')) close();
  }, heartbeatMs);
  response.on('close', close);
  return () => {
    close();
    clearInterval(heart);
    response.end();
  };
}

/** Returns the last event that the browser has, from the header or, for clients that cannot set headers, from `?after=`. */
export function lastEventId(request: Request): string | undefined {
  const after = request.query.after;
  return request.get('last-event-id') ?? (typeof after === 'string' ? after : undefined);
}

function format({ event, id, data }: ChatStreamEvent): string {
  return `${id ? `id: ${id}\n` : ''}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
