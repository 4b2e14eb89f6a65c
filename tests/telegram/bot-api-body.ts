/** Reads a Bot API request: JSON, or multipart/form-data with files. */
import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import type { Body, Upload } from './bot-api-rules.ts';

export interface ParsedBody {
  body: Body;
  uploads: Map<string, Upload>;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function fieldValue(text: string): unknown {
  if (!/^[[{]|^-?\d{1,15}(\.\d+)?$|^(true|false)$/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** grammy writes file names without quotes, which Telegram takes and busboy does not. */
export async function parseBody(request: IncomingMessage): Promise<ParsedBody> {
  const uploads = new Map<string, Upload>();
  const type = request.headers['content-type'] ?? '';
  const raw = await bytesOf(request);
  if (!type.startsWith('multipart/')) {
    const parsed: unknown = raw.length === 0 ? {} : JSON.parse(raw.toString('utf8'));
    return { body: Object.fromEntries(Object.entries(parsed ?? {})), uploads };
  }
  const body: Body = {};
  await new Promise<void>((resolve, reject) => {
    const parser = busboy({ headers: request.headers, defParamCharset: 'utf8' });
    parser.on('field', (name, value) => {
      body[name] = name === 'text' || name === 'caption' ? value : fieldValue(value);
    });
    parser.on('file', (name, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => uploads.set(name, { name: info.filename ?? '', bytes: Buffer.concat(chunks) }));
    });
    parser.on('close', resolve);
    parser.on('error', reject);
    parser.end(Buffer.from(raw.toString('latin1').replace(/(;filename=)([^"\r\n]+)/g, '$1"$2"'), 'latin1'));
  });
  return { body, uploads };
}
