import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy on 127.0.0.1 whose network the test breaks. */
export interface TestProxy {
  port: number;
  /** From now on requests that contain `text` wait, and all that follow on their connection, until `release`. Resolves when one waits. */
  hold(text: string): Promise<void>;
  release(): void;
  /** The next request that contains `text` reaches the server; its answer is lost with the connection. Resolves when that has happened. */
  loseAnswer(text: string): Promise<void>;
  /** Cuts all connections and refuses new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  stop(): Promise<void>;
}

export async function startProxy(target: number): Promise<TestProxy> {
  const sockets = new Set<Socket>();
  let held: { text: string; waits(): void } | null = null;
  let losing: { text: string; happened(): void } | null = null;
  let resume: (() => void)[] = [];

  const server: Server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
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
    let lost: (() => void) | null = null;
    let waiting: Buffer[] | null = null;
    client.on('data', (chunk) => {
      if (waiting) {
        waiting.push(chunk);
        return;
      }
      if (held && chunk.includes(held.text)) {
        waiting = [chunk];
        resume.push(() => {
          for (const late of waiting ?? []) upstream.write(late);
          waiting = null;
        });
        held.waits();
        return;
      }
      if (losing && chunk.includes(losing.text)) {
        lost = losing.happened;
        losing = null;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!lost) {
        client.write(chunk);
        return;
      }
      lost();
      client.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const { port } = address;

  const cut = async () => {
    for (const socket of sockets) socket.destroy();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  return {
    port,
    hold: (text) =>
      new Promise((waits) => {
        held = { text, waits };
      }),
    release() {
      held = null;
      for (const go of resume) go();
      resume = [];
    },
    loseAnswer: (text) =>
      new Promise((happened) => {
        losing = { text, happened };
      }),
    cut,
    async mend() {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    stop: cut,
  };
}
