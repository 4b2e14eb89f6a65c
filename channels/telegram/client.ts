/** The only file that talks to the Bot API, through grammy. */
import { autoRetry } from '@grammyjs/auto-retry';
import { Api } from 'grammy';
import { z } from 'zod';
import { withDeadline } from '../../src/event-loop/deadline.ts';

export interface Settings {
  token: string;
  apiRoot: string;
  mode: 'poll' | 'webhook';
  webhookSecret?: string;
}

const settingsSchema = z.object({
  token: z.string().regex(/^\d+:[\w-]+$/, 'TELEGRAM_BOT_TOKEN: a token looks like 123456789:AAE...; copy it from @BotFather'),
  apiRoot: z
    .url({ protocol: /^https?$/, error: 'TELEGRAM_API_ROOT: write it as https://api.telegram.org' })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://api.telegram.org'),
  mode: z.enum(['poll', 'webhook'], 'TELEGRAM_MODE: write poll or webhook').default('poll'),
  webhookSecret: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'TELEGRAM_WEBHOOK_SECRET: 1 to 256 letters, digits, _ or -')
    .optional(),
});

/** Checks the settings; a problem names the variable and what to write, never its value. */
export function readSettings(raw: Readonly<Record<string, string>>): { ok: true; settings: Settings } | { ok: false; problem: string } {
  const present = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ''));
  const parsed = settingsSchema.safeParse(present);
  if (parsed.success) return { ok: true, settings: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, problem: issue?.path[0] === 'token' && present.token === undefined ? 'TELEGRAM_BOT_TOKEN is missing' : (issue?.message ?? 'not valid') };
}

export interface Client {
  /** Calls a method once. Rejects with grammy's errors; resolves to the unchecked result. */
  call(method: string, body: object, timeoutMs: number, signal?: AbortSignal): Promise<unknown>;
  /** The same for our own calls (getMe, setWebhook ...), waiting out a 429 where that takes no more than a minute. */
  own(method: string, body: object, timeoutMs: number, signal?: AbortSignal): Promise<unknown>;
}

/** Answers longer than this are not the Bot API's, bytes. A hundred updates with the longest texts stay below. */
const answerLimit = 8_000_000;

/** Makes a client without any traffic. What goes to customers is never retried here: the outbox does the pacing. */
export function createClient(settings: Settings): Client {
  const options = { apiRoot: settings.apiRoot, baseFetchConfig: { size: answerLimit } };
  const plain = new Api(settings.token, options);
  const patient = new Api(settings.token, options);
  patient.config.use(autoRetry({ maxRetryAttempts: 3, maxDelaySeconds: 60, rethrowHttpErrors: true, rethrowInternalServerErrors: true }));
  const caller = (api: Api): Client['call'] => {
    return async (method, body, timeoutMs, signal) => {
      const function_: unknown = Reflect.get(api.raw, method);
      if (typeof function_ !== 'function') throw new Error(`The Bot API has no method ${method}`);
      const bare = method === 'getMe';
      return withDeadline<unknown>(timeoutMs, signal, (either) => Reflect.apply(function_, undefined, bare ? [either] : [body, either]));
    };
  };
  return { call: caller(plain), own: caller(patient) };
}
