/**
 * A Bot API server on 127.0.0.1 for tests: strict where Telegram is strict, with faults on demand. It keeps its state while
 * it is down, as Telegram does while the network is.
 *
 *   const telegram = await startBotApi();
 *   telegram.say('你好');                       // a customer writes
 *   const [reply] = await telegram.sent(1);      // what the shop sent
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseBody } from './bot-api-body.ts';
import { type Body, sendingMethods, type Upload, violation } from './bot-api-rules.ts';

export type Fault =
  | { status: 400 | 401 | 403 | 409 | 429 | 500 | 502; description: string; retryAfter?: number }
  /** Never answers. */
  | 'hang'
  /** Does what is asked, then breaks the connection before the answer. */
  | 'reset after accept'
  /** Breaks the connection before it does anything. */
  | 'reset';

export interface Sent {
  method: string;
  body: Body;
  uploads: ReadonlyMap<string, Upload>;
  messageIds: number[];
  at: number;
}

export interface Customer {
  id: number;
  first_name: string;
  language_code: string;
}

export interface BotApi {
  readonly url: string;
  readonly token: string;
  /** Every call in order, `method` names only. */
  readonly calls: string[];
  /** What was accepted for customers, in order. */
  readonly messages: Sent[];
  /** Ids of callback queries that were answered. */
  readonly answered: string[];
  /** Status codes of the shop's answers to webhooks. */
  readonly webhookStatuses: number[];
  push(update: Body): number;
  say(text: string, from?: Customer): number;
  /** A file that a customer sent, which getFile gives out. */
  file(id: string, bytes: Buffer): void;
  photo(bytes: Buffer, caption?: string, from?: Customer): number;
  press(data: string, messageId: number, from?: Customer): number;
  /** The customer blocks (or unblocks) the bot: the shop is told, and sends get 403. */
  block(blocked: boolean, from?: Customer): number;
  /** The next calls of a method get this, one fault each. */
  fault(method: string, ...faults: Fault[]): void;
  /** Resolves when `count` messages were accepted in all; rejects after 10 s. */
  sent(count: number): Promise<Sent[]>;
  /** Resolves when the condition holds; it is looked at after every call. Rejects after 10 s. */
  until(condition: () => boolean, what: string): Promise<void>;
  /** Updates that were not confirmed yet. */
  pending(): number;
  webhook(): { url: string; secret?: string } | undefined;
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

export const li: Customer = { id: 42, first_name: 'Li', language_code: 'zh-hans' };
const me = {
  id: 123456,
  is_bot: true,
  first_name: 'Shop',
  username: 'shop_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
};

function answer(response: ServerResponse, status: number, body: Body): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
const ok = (response: ServerResponse, result: unknown) => answer(response, 200, { ok: true, result });
function refuse(response: ServerResponse, code: number, description: string, retryAfter?: number): void {
  answer(response, code, { ok: false, error_code: code, description, ...(retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }) });
}

/** `answerAfterMs`: how long the answer to a message that was taken is under way. */
export async function startBotApi(options: { token?: string; webhookRetryMs?: number; answerAfterMs?: () => number } = {}): Promise<BotApi> {
  const token = options.token ?? '123456:TEST-token_of_the_test_bot_000000';
  const calls: string[] = [];
  const messages: Sent[] = [];
  const answered: string[] = [];
  const webhookStatuses: number[] = [];
  const files = new Map<string, Buffer>();
  const faults = new Map<string, Fault[]>();
  const blocked = new Set<string>();
  const watchers = new Set<() => void>();
  let updates: (Body & { update_id: number })[] = [];
  let nextUpdate = 1000;
  let nextMessage = 1;
  let poller: { end(conflict: boolean): void } | undefined;
  let hook: { url: string; secret?: string } | undefined;
  let delivering: Promise<void> = Promise.resolve();
  let closed = false;

  const changed = () => {
    for (const watcher of [...watchers]) watcher();
  };

  async function deliver(): Promise<void> {
    while (hook && updates.length > 0 && !closed) {
      const [update] = updates;
      const headers = { 'content-type': 'application/json', ...(hook.secret ? { 'x-telegram-bot-api-secret-token': hook.secret } : {}) };
      const status = await fetch(hook.url, { method: 'POST', headers, body: JSON.stringify(update), signal: AbortSignal.timeout(30_000) }).then(
        async (response) => {
          const reply: unknown = JSON.parse((await response.text()) || '{}');
          const method = reply && typeof reply === 'object' ? Reflect.get(reply, 'method') : undefined;
          if (method === 'answerCallbackQuery' && reply) answered.push(String(Reflect.get(reply, 'callback_query_id')));
          return response.status;
        },
        () => 0,
      );
      webhookStatuses.push(status);
      if (status >= 200 && status < 300) updates.shift();
      else await new Promise((resolve) => setTimeout(resolve, options.webhookRetryMs ?? 50));
      changed();
    }
  }

  function wake(): void {
    if (hook) delivering = delivering.then(deliver);
    else poller?.end(false);
  }

  async function getUpdates(body: Body, response: ServerResponse): Promise<void> {
    if (hook) return refuse(response, 409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
    poller?.end(true);
    updates = updates.filter((update) => update.update_id >= Number(body.offset ?? 0));
    changed();
    const wait = Number(body.timeout ?? 0) * 1000;
    if (updates.length === 0 && wait > 0) {
      const conflict = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => end(false), wait);
        const end = (hit: boolean) => {
          clearTimeout(timer);
          if (poller === own) poller = undefined;
          resolve(hit);
        };
        const own = { end };
        poller = own;
        response.once('close', () => end(false));
      });
      if (conflict) return refuse(response, 409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running');
    }
    ok(response, updates.slice(0, Number(body.limit ?? 100)));
  }

  /** Real Telegram fetches addresses itself, and cannot reach private ones. */
  function unreachableUrl(body: Body): boolean {
    return [body.photo, body.audio, body.voice, body.video, body.document]
      .filter((value) => typeof value === 'string')
      .some((value) => /^https?:\/\/(localhost|127\.|10\.|192\.168\.|[^/]*\.invalid)/.test(value));
  }

  function accept(method: string, body: Body, uploads: ReadonlyMap<string, Upload>): unknown {
    const count = method === 'sendMediaGroup' && Array.isArray(body.media) ? body.media.length : 1;
    const messageIds = Array.from({ length: count }, () => nextMessage++);
    messages.push({ method, body, uploads, messageIds, at: Date.now() });
    const made = messageIds.map((id) => ({
      message_id: id,
      date: Math.floor(Date.now() / 1000),
      from: me,
      chat: { id: body.chat_id, type: 'private' },
      text: body.text,
    }));
    return method === 'sendMediaGroup' ? made : made[0];
  }

  async function call(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { body, uploads } = await parseBody(request);
    calls.push(method);
    const fault = faults.get(method)?.shift();
    if (fault === 'hang') return;
    if (fault === 'reset') return void request.socket.destroy();
    if (fault && typeof fault === 'object') return refuse(response, fault.status, fault.description, fault.retryAfter);
    if (sendingMethods.has(method)) {
      const problem = violation(method, body, uploads);
      if (problem) return refuse(response, 400, `Bad Request: ${problem}`);
      if (blocked.has(String(body.chat_id))) return refuse(response, 403, 'Forbidden: bot was blocked by the user');
      if (String(body.chat_id) === '404') return refuse(response, 400, 'Bad Request: chat not found');
      if (unreachableUrl(body)) return refuse(response, 400, 'Bad Request: failed to get HTTP URL content');
      const result = accept(method, body, uploads);
      if (fault === 'reset after accept') return void request.socket.destroy();
      if (options.answerAfterMs) await new Promise((resolve) => setTimeout(resolve, options.answerAfterMs?.()));
      return ok(response, result);
    }
    switch (method) {
      case 'getMe':
        return ok(response, me);
      case 'getUpdates':
        return getUpdates(body, response);
      case 'setWebhook': {
        const { url, secret_token: secret } = body;
        if (typeof url !== 'string' || !/^https:|^http:\/\/127\.0\.0\.1:/.test(url))
          return refuse(response, 400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook');
        hook = { url, ...(typeof secret === 'string' ? { secret } : {}) };
        poller?.end(true);
        wake();
        return ok(response, true);
      }
      case 'deleteWebhook':
        hook = undefined;
        return ok(response, true);
      case 'answerCallbackQuery':
        if (String(body.callback_query_id).startsWith('old'))
          return refuse(response, 400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');
        answered.push(String(body.callback_query_id));
        return ok(response, true);
      case 'sendChatAction':
        return ok(response, true);
      case 'getFile': {
        const bytes = files.get(String(body.file_id));
        if (!bytes) return refuse(response, 400, 'Bad Request: invalid file_id');
        if (bytes.length > 20_000_000) return refuse(response, 400, 'Bad Request: file is too big');
        return ok(response, { file_id: body.file_id, file_unique_id: body.file_id, file_size: bytes.length, file_path: `photos/${body.file_id}.jpg` });
      }
      default:
        return refuse(response, 404, `Not Found: method ${method} is not part of this server`);
    }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://server').pathname;
    const file = /^\/file\/bot([^/]+)\/photos\/(.+)\.jpg$/.exec(path);
    const bytes = file?.[1] === token ? files.get(file[2] ?? '') : undefined;
    if (bytes) return void response.end(bytes);
    const [, given, method] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? [];
    if (!method) return refuse(response, 404, 'Not Found');
    if (given !== token) return refuse(response, 401, 'Unauthorized');
    await call(method, request, response);
    changed();
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const port = (server.address() as AddressInfo).port;

  const push = (update: Body): number => {
    const id = nextUpdate++;
    updates.push({ update_id: id, ...update });
    wake();
    return id;
  };
  const person = (from: Customer) => ({ is_bot: false, ...from });
  const chatOf = (from: Customer) => ({ id: from.id, type: 'private', first_name: from.first_name });
  const message = (from: Customer, content: Body): Body => ({
    message: { message_id: nextMessage++, date: Math.floor(Date.now() / 1000), from: person(from), chat: chatOf(from), ...content },
  });

  const until: BotApi['until'] = (condition, what) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        watchers.delete(look);
        reject(new Error(`not within 10 s: ${what}; calls: ${calls.slice(-20).join(' ')}`));
      }, 10_000);
      const look = () => {
        if (!condition()) return;
        clearTimeout(timer);
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
    });

  const down = () =>
    new Promise<void>((resolve) => {
      poller = undefined;
      server.closeAllConnections();
      server.close(() => resolve());
    });

  return {
    url: `http://127.0.0.1:${port}`,
    token,
    calls,
    messages,
    answered,
    webhookStatuses,
    push,
    say: (text, from = li) => push(message(from, { text })),
    file(id, bytes) {
      files.set(id, bytes);
    },
    photo(bytes, caption, from = li) {
      const id = `photo${nextMessage}`;
      files.set(id, bytes);
      return push(message(from, { caption, photo: [{ file_id: id, file_unique_id: id, width: 90, height: 90, file_size: bytes.length }] }));
    },
    press: (data, messageId, from = li) =>
      push({
        callback_query: {
          id: `press${nextUpdate}`,
          from: person(from),
          chat_instance: '1',
          data,
          message: { message_id: messageId, date: 1, chat: chatOf(from), from: me, text: '?' },
        },
      }),
    block(state, from = li) {
      if (state) blocked.add(String(from.id));
      else blocked.delete(String(from.id));
      const status = (value: string) => ({ user: me, status: value });
      return push({
        my_chat_member: {
          chat: chatOf(from),
          from: person(from),
          date: Math.floor(Date.now() / 1000),
          old_chat_member: status(state ? 'member' : 'kicked'),
          new_chat_member: status(state ? 'kicked' : 'member'),
        },
      });
    },
    fault: (method, ...list) => void faults.set(method, [...(faults.get(method) ?? []), ...list]),
    async sent(count) {
      await until(() => messages.length >= count, `${count} messages sent`);
      return messages;
    },
    until,
    pending: () => updates.length,
    webhook: () => hook,
    down,
    up: () => listen(port),
    async close() {
      closed = true;
      await down();
      await delivering;
    },
  };
}
