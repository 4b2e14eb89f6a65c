/** Reads a Graph API request: JSON, or multipart/form-data with one file. */
import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { type Body, record } from './graph-rules.ts';

export interface Upload {
  mime: string;
  name: string;
  bytes: Buffer;
}

/** Rejects for a body that is no JSON where JSON was promised. */
export async function readBody(request: IncomingMessage): Promise<{ body: Body; file?: Upload }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const raw = Buffer.concat(chunks);
  if (!(request.headers['content-type'] ?? '').startsWith('multipart/')) return { body: raw.length === 0 ? {} : record(JSON.parse(raw.toString('utf8'))) };
  const body: Body = {};
  let file: Upload | undefined;
  await new Promise<void>((resolve, reject) => {
    const parser = busboy({ headers: request.headers, defParamCharset: 'utf8' });
    parser.on('field', (name, value) => {
      body[name] = value;
    });
    parser.on('file', (_name, stream, info) => {
      const parts: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => parts.push(chunk));
      stream.on('end', () => {
        file = { mime: info.mimeType, name: info.filename ?? '', bytes: Buffer.concat(parts) };
      });
    });
    parser.on('close', resolve);
    parser.on('error', reject);
    parser.end(raw);
  });
  return { body, ...(file ? { file } : {}) };
}
