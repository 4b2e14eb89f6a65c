/** A recogniser's server on this machine for tests: it reads the real bytes of each request, and answers what the test says. Only tests import it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import busboy from 'busboy';
import { type WebSocket, WebSocketServer } from 'ws';

export interface Form {
  fields: Record<string, string>;
  file: { name: string; mime: string; bytes: Buffer };
}

export interface StandIn {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** A server over HTTP; `answer` gets each request with its whole body. */
export async function httpStandIn(answer: (request: IncomingMessage, body: Buffer, response: ServerResponse) => void): Promise<StandIn> {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, Buffer.concat(chunks), response));
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A server over WebSocket behind HTTP; `refuse` may answer the handshake itself. */
export async function wsStandIn(
  talk: (socket: WebSocket, request: IncomingMessage) => void,
  refuse?: (request: IncomingMessage, socket: Socket) => boolean,
): Promise<StandIn> {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const open = new Set<Socket>();
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    open.add(socket);
    if (refuse?.(request, socket)) return;
    sockets.handleUpgrade(request, socket, head, (client) => talk(client, request));
  });
  const port = await listening(server);
  return {
    url: `ws://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        sockets.close();
        server.close(() => resolve());
      }),
  };
}

function listening(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

/** The fields and the one file of a multipart body; rejects when it is none, or has anything else. */
export function formOf(request: IncomingMessage, body: Buffer): Promise<Form> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    let file: Form['file'] | undefined;
    const parser = busboy({ headers: request.headers });
    parser.on('field', (name: string, value: string) => {
      if (name in fields) reject(new Error(`${name} twice`));
      fields[name] = value;
    });
    parser.on('file', (name, stream, { filename, mimeType }) => {
      if (name !== 'file' || file) reject(new Error(`a file named ${name}`));
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        file = { name: filename ?? '', mime: mimeType, bytes: Buffer.concat(chunks) };
      });
    });
    parser.on('close', () => (file ? resolve({ fields, file }) : reject(new Error('no file'))));
    parser.on('error', reject);
    parser.end(body);
  });
}

/** Throws unless it is a WAV file of 16 kHz, one channel, 16 bits, whole to the byte; returns its seconds. */
export function wavSeconds(bytes: Buffer): number {
  const is = [
    bytes.toString('latin1', 0, 4) === 'RIFF',
    bytes.readUInt32LE(4) === bytes.length - 8,
    bytes.toString('latin1', 8, 16) === 'WAVEfmt ',
    bytes.readUInt32LE(16) === 16,
    bytes.readUInt16LE(20) === 1,
    bytes.readUInt16LE(22) === 1,
    bytes.readUInt32LE(24) === 16_000,
    bytes.readUInt32LE(28) === 32_000,
    bytes.readUInt16LE(32) === 2,
    bytes.readUInt16LE(34) === 16,
    bytes.toString('latin1', 36, 40) === 'data',
    bytes.readUInt32LE(40) === bytes.length - 44,
  ];
  const wrong = is.indexOf(false);
  if (wrong >= 0) throw new Error(`no such WAV file: field ${wrong}`);
  return (bytes.length - 44) / 32_000;
}
