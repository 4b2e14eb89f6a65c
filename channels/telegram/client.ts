/** The only file that talks to the Bot API, through grammy. */
import { autoRetry } from '@grammyjs/auto-retry';
import { Api } from 'grammy';
import { withDeadline } from '../../src/event-loop/deadline.ts';
import { jsonFetch } from './json-fetch.ts';
import type { Settings } from './settings.ts';

export interface Client {
  /** Calls a method once. Rejects with grammy's errors; resolves to the unchecked result. */
  call(method: string, body: object, timeoutMs: number, signal?: AbortSignal): Promise<unknown>;
  /** The same for our own calls (getMe, setWebhook ...), waiting out a 429 where that takes no more than a minute. */
  own(method: string, body: object, timeoutMs: number, signal?: AbortSignal): Promise<unknown>;
}

/** Answers longer than this are not the Bot API's, bytes. A hundred updates with the longest texts stay below. */
const answerLimit = 8_000_000;

/** Methods that are called for nearly every message, and never with a file. */
const light: ReadonlySet<string> = new Set(['sendMessage', 'sendChatAction', 'answerCallbackQuery']);

/** Makes a client without any traffic. What goes to customers is never retried here: the outbox does the pacing. */
export function createClient(settings: Settings): Client {
  const options = { apiRoot: settings.apiRoot, baseFetchConfig: { size: answerLimit } };
  const plain = new Api(settings.token, options);
  const quick = new Api(settings.token, { ...options, fetch: jsonFetch(settings.apiRoot, answerLimit) });
  const patient = new Api(settings.token, options);
  patient.config.use(autoRetry({ maxRetryAttempts: 3, maxDelaySeconds: 60, rethrowHttpErrors: true, rethrowInternalServerErrors: true }));
  const caller = (heavy: Api, api = heavy): Client['call'] => {
    return async (method, body, timeoutMs, signal) => {
      const function_: unknown = Reflect.get((light.has(method) ? api : heavy).raw, method);
      if (typeof function_ !== 'function') throw new Error(`The Bot API has no method ${method}`);
      const bare = method === 'getMe';
      return withDeadline<unknown>(timeoutMs, signal, (either) => Reflect.apply(function_, undefined, bare ? [either] : [body, either]));
    };
  };
  return { call: caller(plain, quick), own: caller(patient) };
}
