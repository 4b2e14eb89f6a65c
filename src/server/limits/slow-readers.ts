import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Slowest pace at which answers may be read. */
export interface ReaderPace {
  /** Time over which bytes are counted, ms. */
  windowMs: number;
  /** Fewer bytes read in one window while more wait, and the connection is cut. */
  leastBytes: number;
  /** Bytes that may wait for all slow readers together; beyond it, those for whom most waits are cut. */
  mostWaiting: number;
}

/**
 * About 1 KB/s, seen over a minute: the system takes what it sends in large steps, on the way through a proxy of this machine some 800 KB at
 * once, so that a phone that reads 20 KB/s seems to stand still for 40 s.
 */
export const defaultReaderPace: ReaderPace = { windowMs: 60_000, leastBytes: 60_000, mostWaiting: 128 * 1024 * 1024 };

interface Window {
  ticks: number;
  /** Bytes that the system had taken when it began. */
  sent: number;
}

/** Longest time for one piece, in windows; all that waits together is bounded by `mostWaiting`. */
const mostWindows = 5;
/** Looks so often in a window. */
const ticksPerWindow = 30;

/** Cuts connections whose answers are read more slowly than `pace`, whatever the answer. A slow but steady reader may take as long as it needs. */
export function watchReaders(server: Server, pace: ReaderPace): void {
  const sockets = new Set<Socket>();
  const windows = new WeakMap<Socket, Window>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  /** Windows that one piece may take: the system reports a piece only once all of it is taken. */
  const patience = (waiting: number) => Math.min(mostWindows, Math.max(1, waiting / pace.leastBytes));
  /** Tells whether data has waited for this reader since the last look, or longer; cuts a reader that is too slow for the pace. */
  const isSlow = (socket: Socket): boolean => {
    const waiting = socket.writableLength;
    if (waiting === 0) {
      windows.delete(socket);
      return false;
    }
    const sent = socket.bytesWritten - waiting;
    const window = windows.get(socket);
    if (!window || (++window.ticks >= ticksPerWindow && sent - window.sent >= pace.leastBytes)) windows.set(socket, { ticks: 0, sent });
    else if (window.ticks >= ticksPerWindow * patience(waiting)) socket.destroy();
    return window !== undefined;
  };
  const timer = setInterval(() => {
    const slow = [...sockets].filter(isSlow);
    let waiting = slow.reduce((sum, socket) => sum + socket.writableLength, 0);
    if (waiting <= pace.mostWaiting) return;
    for (const socket of slow.sort((a, b) => b.writableLength - a.writableLength)) {
      if (waiting <= pace.mostWaiting / 2) return;
      waiting -= socket.writableLength;
      socket.destroy();
    }
  }, pace.windowMs / ticksPerWindow);
  timer.unref();
  server.once('close', () => clearInterval(timer));
}
