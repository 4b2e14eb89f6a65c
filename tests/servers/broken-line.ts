/** A line to a server on 127.0.0.1 that a test breaks, in each of the ways in which lines break. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** refuse: nobody listens. reset: connections end in the middle of each answer. slow: each piece takes 2 s, in both directions. stall: nothing moves. */
export type Line = 'pass' | 'refuse' | 'reset' | 'slow' | 'stall';

export interface BrokenLine {
  port: number;
  become(line: Line): Promise<void>;
  /** What the server would answer: `answers` sees each piece from a client first, and says what goes back in its place, null to let it pass. */
  answerWith(answers: ((connection: Socket) => (piece: Buffer) => { on: Buffer; back: Buffer }) | null): void;
  stop(): Promise<void>;
}

const slowMs = 2_000;

export async function startBrokenLine(target: number): Promise<BrokenLine> {
  const sockets = new Set<Socket>();
  let line: Line = 'pass';
  const waiting = new Set<() => void>();
  let answering: Parameters<BrokenLine['answerWith']>[0] = null;

  /** Resolves when a piece may go on. */
  const turn = async (): Promise<void> => {
    while (line === 'slow' || line === 'stall') {
      let late = false;
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
        if (line === 'slow')
          setTimeout(() => {
            late = true;
            waiting.delete(resolve);
            resolve();
          }, slowMs);
      });
      if (late) return;
    }
  };
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const answer = answering?.(client);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    const pump = (from: Socket, to: Socket): void => {
      let before = Promise.resolve();
      from.on('data', (piece) => {
        before = before.then(turn).then(() => {
          if (line === 'reset' && from === upstream) {
            client.write(piece.subarray(0, piece.length >> 1), () => client.resetAndDestroy());
            return;
          }
          const { on, back } = (from === client && answer?.(piece)) || { on: piece, back: nothing };
          if (on.length > 0 && !to.destroyed) to.write(on);
          if (back.length > 0 && !from.destroyed) from.write(back);
        });
      });
    };
    pump(client, upstream);
    pump(upstream, client);
  });
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the line has no port');
    return address.port;
  };
  const cut = async (): Promise<void> => {
    for (const socket of sockets) socket.resetAndDestroy();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  const port = await listen(0);
  return {
    port,
    async become(next) {
      line = next;
      for (const go of waiting) go();
      waiting.clear();
      if (next === 'refuse') await cut();
      else if (!server.listening) await listen(port);
    },
    answerWith(answers) {
      answering = answers;
      for (const socket of sockets) socket.resetAndDestroy();
    },
    stop: cut,
  };
}

const nothing = Buffer.alloc(0);
