import { pino } from 'pino';
import type { Logger } from './channel.ts';

export interface LogOptions {
  level: string;
  /** Values that never appear in a line, whatever field they stand in. */
  secrets: readonly string[];
  /** Message texts are shown; off unless the merchant asks for it. */
  texts: boolean;
  /** Where lines go; the process's stderr unless given. */
  write?: (line: string) => void;
}

/** Fields that may hold what customers wrote or what identifies them. */
const privateFields = [
  'text',
  'parts',
  'preview',
  'body',
  'phone',
  'email',
  'address.user',
  'detail.text',
  '*.text',
  '*.parts',
  '*.phone',
  '*.email',
  '*.body',
];

/** Structured lines (JSON) with secrets and, unless asked for, message texts taken out. */
export function createLogger({ level, secrets, texts, write = (line) => process.stderr.write(line) }: LogOptions): Logger {
  // As they stand in a line of JSON.
  const known = secrets
    .filter((secret) => secret.length >= 6)
    .map((secret) => JSON.stringify(secret).slice(1, -1))
    .sort((a, b) => b.length - a.length);
  const pattern = known.length > 0 ? new RegExp(known.map((secret) => secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g') : null;
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: ['*.token', '*.secret', '*.password', '*.authorization', 'authorization', 'token', 'secret', ...(texts ? [] : privateFields)],
        censor: '[hidden]',
      },
    },
    { write: (line: string) => write(pattern ? line.replace(pattern, '[secret]') : line) },
  );
}
