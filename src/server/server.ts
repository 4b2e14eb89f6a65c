import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Logger } from '../logger.ts';
import { bodyRefusal, sendRefusal, storageTrouble } from './api/express-routes.ts';
import { createDoor } from './door.ts';
import type { Bucket } from './limits/rate-limit.ts';
import { serveInTurns } from './limits/requests-in-line.ts';
import { type BodyPace, defaultPace, watchBody } from './limits/slow-bodies.ts';
import { defaultReaderPace, type ReaderPace, watchReaders } from './limits/slow-readers.ts';
import { type HealthParts, readiness } from './operations/health.ts';
import type { Metrics } from './operations/metrics.ts';

// An `import` of node:http also loads the fetch library that it can lend out: 80 ms of every start.
const { createServer } = process.getBuiltinModule('node:http');

export interface ServerParts extends HealthParts {
  hooks(request: IncomingMessage, response: ServerResponse): Promise<void>;
  events(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Mounted in this order, where this process takes messages in. */
  takesIn: boolean;
  routers: { at: string; router: Router }[];
  metrics: Metrics;
  log: Logger;
  /** Proxies in front: so many entries of X-Forwarded-For, counted from the end, are believed. With 0 anybody could write that header, so it is not read. */
  proxies: number;
  now(): number;
  /** Rate of requests that an address may make; generous by default. */
  door?: Bucket;
  /** Slowest pace at which a body may come in; about 1 KB/s by default. */
  pace?: BodyPace;
  /** Slowest pace at which answers may be read; about 1 KB/s by default. */
  readers?: ReaderPace;
}

/** Headers of every page and answer of ours. */
const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
};

/** Builds the HTTP server: webhooks and events on the bare handler, everything else on express. Not listening yet. */
export function buildServer(parts: ServerParts): Server {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', parts.proxies);
  app.use((_request, response, next) => {
    response.set(headers);
    next();
  });
  const door = createDoor(parts.now, parts.door);
  const state = door.shared(5, () => readiness(parts));
  const numbers = door.shared(5, () => parts.metrics.registry.metrics());
  app.use(door.handler);
  app.get('/healthz', (_request, response) => void response.type('text').send('ok\n'));
  app.get('/readyz', async (request, response) => {
    const now = await state(request.ip);
    response.status(now.ready ? 200 : 503).json(now);
  });
  app.get('/metrics', async (request, response) => {
    response.type(parts.metrics.registry.contentType).send(await numbers(request.ip));
  });
  if (parts.takesIn) for (const { at, router } of parts.routers) app.use(at, router);
  else
    app.use((_request, response) =>
      sendRefusal(response, { status: 503, code: 'not_here', message: 'This process takes nothing in (ROLE); send it to one that does' }),
    );
  app.use((request: Request, response: Response) => {
    sendRefusal(response, { status: 404, code: 'not_found', message: `There is nothing at ${request.path.slice(0, 200)}` });
  });
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const refusal = bodyRefusal(error);
    if (refusal) return sendRefusal(response, refusal);
    parts.log.error({ err: error }, 'a request failed');
    // Where the files are is for the owner alone.
    if (storageTrouble(error) !== null) return sendRefusal(response, { status: 503, code: 'unavailable', message: 'This cannot be read now; try again later' });
    response.status(500).json({ error: { code: 'internal', message: 'Something went wrong here; see the log' } });
  });

  // The whole may take an hour, as long as it moves on: `watchBody` cuts what trickles.
  // Longer than proxies keep theirs (nginx and the balancers of clouds: 60 s): whoever closes first breaks a request that the other is sending.
  const times = { requestTimeout: 3_600_000, headersTimeout: 10_000, keepAliveTimeout: 75_000, connectionsCheckingInterval: 5_000 };
  const server = createServer({ ...times, maxHeaderSize: 16_384 });
  serveInTurns(server, (request, response) => {
    watchBody(request, response, parts.pace ?? defaultPace);
    const path = request.url ?? '/';
    if (!parts.takesIn) app(request, response);
    else if (path.startsWith('/hooks/')) void parts.hooks(request, response);
    else if (path.startsWith('/events/')) void parts.events(request, response);
    else app(request, response);
  });
  watchReaders(server, parts.readers ?? defaultReaderPace);
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.write('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
    // Its other half is the client's to close, who may never do so.
    if (socket instanceof Socket) socket.destroySoon();
    else socket.destroy();
  });
  return server;
}

/** Resolves to the address to open; rejects with a sentence that says what to do when the port is taken. */
export function listen(server: Server, port: number, host: string): Promise<{ url: string; port: number }> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new Error(`Port ${port} is in use by another program. Set PORT to another one, e.g. PORT=${port + 1}`));
      else if (error.code === 'EACCES') reject(new Error(`This user may not listen on port ${port}. Set PORT to one above 1023`));
      else if (error.code === 'EADDRNOTAVAIL') reject(new Error(`HOST ${host} is no address of this machine. Set HOST to 127.0.0.1 or 0.0.0.0`));
      else reject(error);
    });
    server.listen(port, host, () => {
      const bound = server.address();
      if (bound === null || typeof bound === 'string') return reject(new Error(`HOST ${host} gave no port to listen on`));
      const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
      resolve({ url: `http://${name}:${bound.port}`, port: bound.port });
    });
  });
}
