import { pino, stdSerializers } from 'pino';
import type { Logger } from '../logger.ts';
import { fileTrouble } from '../machine/file-trouble.ts';
import { StoreUnavailable } from '../store/store.ts';

export interface LogOptions {
  level: string;
  /** Values that never appear in a line, whatever field they stand in. */
  secrets: readonly string[];
  /** Message texts are shown; off unless the merchant asks for it. */
  texts: boolean;
  /** Receives each line; the process's stderr by default. */
  write?: (line: string) => void;
  /** Ms that never go back; those of the process unless given. */
  clock?: () => number;
}

/** The same trouble of a disk or store fails every request while it lasts: it is written at most so often for each text, ms. */
const repeatedEvery = 60_000;
/** Texts of which it is remembered when they were written. */
const mostRemembered = 200;

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

/** Creates a logger of structured lines (JSON), with secrets and, unless asked for, message texts taken out. */
export function createLogger({ level, secrets, texts, write = (line) => process.stderr.write(line), clock = () => performance.now() }: LogOptions): Logger {
  // As they stand in a line of JSON.
  const known = secrets
    .filter((secret) => secret.length >= 6)
    .map((secret) => JSON.stringify(secret).slice(1, -1))
    .sort((a, b) => b.length - a.length);
  const pattern = known.length > 0 ? new RegExp(known.map((secret) => secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g') : null;
  const repeats = createRepeats(clock);
  return pino(
    {
      hooks: {
        logMethod(args, method) {
          const [fields, text] = args as unknown[];
          const expected = expectedTrouble(fields);
          if (expected === undefined) return method.apply(this, args);
          const unwritten = repeats(`${text}|${expected.message}`);
          if (unwritten === undefined) return;
          const err = { type: expected.type, message: expected.message };
          method.apply(this, [{ ...Object(fields), err, ...(unwritten > 0 && { unwritten }) }, ...(typeof text === 'string' ? ([text] as const) : [])]);
        },
      },
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // What is no Error was made plain above.
      serializers: { err: (err: unknown) => (err instanceof Error ? stdSerializers.err(err) : err) },
      redact: {
        paths: ['*.token', '*.secret', '*.password', '*.authorization', 'authorization', 'token', 'secret', ...(texts ? [] : privateFields)],
        censor: '[hidden]',
      },
    },
    { write: (line: string) => write(pattern ? line.replace(pattern, '[secret]') : line) },
  );
}

/**
 * Returns type and message of an error that is expected without a bug of the program (a disk or store that is away); undefined for any other. It is
 * logged without a stack, which would only hide the message.
 */
function expectedTrouble(fields: unknown): { type: string; message: string } | undefined {
  const err = typeof fields === 'object' && fields !== null && 'err' in fields ? fields.err : undefined;
  if (err instanceof StoreUnavailable) return { type: err.name, message: err.message };
  const file = fileTrouble(err);
  return file ? { type: 'FileTrouble', message: file.en } : undefined;
}

/** Tells whether a text is due: how many of it were not written since the last one, undefined when it is not due. */
function createRepeats(clock: () => number): (text: string) => number | undefined {
  const seen = new Map<string, { at: number; unwritten: number }>();
  return (text) => {
    const at = clock();
    const last = seen.get(text);
    if (last && at - last.at < repeatedEvery) {
      last.unwritten += 1;
      return undefined;
    }
    seen.delete(text);
    seen.set(text, { at, unwritten: 0 });
    for (const [oldest] of seen) {
      if (seen.size <= mostRemembered) break;
      seen.delete(oldest);
    }
    return last?.unwritten ?? 0;
  };
}
