/**
 * WeCom's API (qyapi.weixin.qq.com) on 127.0.0.1 for tests, as far as customer service goes: strict where WeCom is strict, with faults on
 * demand. Callbacks are sealed by Tencent's own @wecom/crypto.
 *
 *   const wecom = await startQyapi();
 *   wecom.onCallback = (request) => ...;      // the shop's hook
 *   wecom.say('你好');                         // a customer writes: kept behind the cursor, and called back
 *   const [reply] = await wecom.sent(1);       // what the shop sent
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encrypt, getSignature } from '@wecom/crypto';
import busboy from 'busboy';
import type { HookRequest } from '../../src/channel.ts';
import { type Body, contentRefusal, type Refusal, record, sendRefusal } from './kf-rules.ts';
import { createSessions, type Session, type State } from './qyapi-state.ts';

export type Fault =
  | Refusal
  | { status: number }
  /** Never answers. */
  | 'hang'
  /** Does what is asked, then breaks the connection before the answer. */
  | 'reset after accept'
  /** Breaks the connection before it does anything. */
  | 'reset';

export interface Sent {
  account: string;
  customer: string;
  msgid: string;
  msgtype: string;
  content: Body;
  /** Sent by the code of an event. */
  byCode: boolean;
}

export interface Call {
  path: string;
  body: Body;
  query: URLSearchParams;
  /** Epoch ms. */
  at: number;
}

export interface UploadedFile {
  type: string;
  name: string;
  mime: string;
  bytes: Buffer;
}

export const corp = 'ww5823bf96d3bd56c7';
export const secret = 'KFSECRET_9f8e7d6c5b4a39281706f5e4d3c2b1a0';
export const token = 'QDG6eK';
export const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
export const kf = 'wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q';
export const li = 'wmAJ2GCAAAme1XQRC-NI-q0_ZM9ukoAw';

const limits: Record<string, { most: number; is?: RegExp }> = {
  image: { most: 10_485_760, is: /^image\/(?:jpeg|png)$/ },
  voice: { most: 2_097_152, is: /^audio\/amr$/ },
  video: { most: 10_485_760, is: /^video\/mp4$/ },
  file: { most: 20_971_520 },
};

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function fileOf(raw: Buffer, request: IncomingMessage, type: string): Promise<UploadedFile | null> {
  return new Promise((resolve, reject) => {
    let found: UploadedFile | null = null;
    const parser = busboy({ headers: request.headers, defParamCharset: 'utf8' });
    parser.on('file', (name, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (name === 'media') found = { type, name: info.filename ?? '', mime: info.mimeType, bytes: Buffer.concat(chunks) };
      });
    });
    parser.on('close', () => resolve(found));
    parser.on('error', reject);
    parser.end(raw);
  });
}

export interface QyapiOptions {
  now?: () => number;
  /** Largest number of items in one answer of `sync_msg`, whatever is asked for. */
  pageSize?: number;
  /** `sync_msg` without a token is refused after so many calls. */
  withoutToken?: number;
}

export type Qyapi = Awaited<ReturnType<typeof startQyapi>>;

export async function startQyapi(options: QyapiOptions = {}) {
  const now = options.now ?? Date.now;
  const calls: Call[] = [];
  const messages: Sent[] = [];
  const uploads = new Map<string, UploadedFile>();
  const log = new Map<string, Body[]>();
  const accounts = [{ open_kfid: kf, name: '客服', manage_privilege: true }];
  const onDuty = new Set<string>();
  const used = new Set<string>();
  const faults = new Map<string, Fault[]>();
  const pullTokens = new Map<string, number>();
  const accessTokens = new Map<string, 'good' | 'over'>();
  const watchers = new Set<() => void>();
  const sessions = createSessions(now);
  const statuses: Promise<number>[] = [];
  let counter = 0;
  let bare = 0;
  let onCallback: ((request: HookRequest) => number | Promise<number>) | undefined;

  const changed = () => {
    for (const watcher of [...watchers]) watcher();
  };

  function callback(account = kf, change: { token?: string; corp?: string; xml?: string; at?: number; key?: string } = {}): HookRequest {
    const pullToken = `ENC${++counter}`;
    pullTokens.set(pullToken, now() + 600_000);
    const seconds = Math.floor((change.at ?? now()) / 1000);
    const plain =
      change.xml ??
      `<xml><ToUserName><![CDATA[${corp}]]></ToUserName><CreateTime>${seconds}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[${pullToken}]]></Token><OpenKfId><![CDATA[${account}]]></OpenKfId></xml>`;
    const sealed = encrypt(change.key ?? aesKey, plain, change.corp ?? corp);
    const nonce = String(1_000_000 + counter);
    const query = new URLSearchParams({ msg_signature: getSignature(change.token ?? token, seconds, nonce, sealed), timestamp: String(seconds), nonce });
    const body = `<xml><ToUserName><![CDATA[${corp}]]></ToUserName><Encrypt><![CDATA[${sealed}]]></Encrypt><AgentID><![CDATA[]]></AgentID></xml>`;
    return { method: 'POST', query, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body) };
  }

  /** The address is being saved in the administration. */
  function echo(text: string): HookRequest {
    const sealed = encrypt(aesKey, text, corp);
    const seconds = Math.floor(now() / 1000);
    const query = new URLSearchParams({ msg_signature: getSignature(token, seconds, '1', sealed), timestamp: String(seconds), nonce: '1', echostr: sealed });
    return { method: 'GET', query, headers: {}, body: Buffer.alloc(0) };
  }

  function push(item: Body, account = kf, quiet = false): string {
    const msgid = `msg${++counter}`;
    const kept = log.get(account) ?? [];
    kept.push({ msgid, send_time: Math.floor(now() / 1000), ...item });
    log.set(account, kept);
    if (!quiet && onCallback) statuses.push(Promise.resolve(onCallback(callback(account))));
    return msgid;
  }
  const event = (fields: Body, account = kf, customer = li, quiet = false) =>
    push({ origin: 4, msgtype: 'event', event: { open_kfid: account, external_userid: customer, ...fields } }, account, quiet);
  function write(content: Body, customer = li, account = kf, quiet = false): string {
    sessions.wrote(account, customer);
    return push({ origin: 3, open_kfid: account, external_userid: customer, ...content }, account, quiet);
  }

  function sync(body: Body): Body | Refusal {
    const { cursor, token: pullToken, limit = 1000, voice_format: voice = 0, open_kfid: account } = body;
    if (typeof account !== 'string' || !accounts.some((each) => each.open_kfid === account)) return { errcode: 95000, errmsg: 'invalid open_kfid' };
    if (typeof limit !== 'number' || limit < 1 || limit > 1000 || (voice !== 0 && voice !== 1)) return { errcode: 40058, errmsg: 'invalid parameter' };
    if (pullToken === undefined) {
      if (++bare > (options.withoutToken ?? 1_000)) return { errcode: 45009, errmsg: 'api freq out of limit' };
    } else if ((pullTokens.get(String(pullToken)) ?? 0) <= now()) return { errcode: 95007, errmsg: 'invalid msg token' };
    const from = cursor === undefined ? 0 : Number(/^cursor(\d+)$/.exec(String(cursor))?.[1] ?? Number.NaN);
    if (!Number.isInteger(from)) return { errcode: 40058, errmsg: 'invalid cursor' };
    const all = log.get(account) ?? [];
    const list = all.slice(from, from + Math.min(limit, options.pageSize ?? 1_000));
    const end = from + list.length;
    return { next_cursor: `cursor${end}`, has_more: end < all.length ? 1 : 0, msg_list: list };
  }

  function fileRefusal(body: Body): Refusal | null {
    const content = record(body[String(body.msgtype)]);
    const id = content.media_id ?? content.thumb_media_id;
    if (id === undefined) return null;
    const file = uploads.get(String(id));
    const wanted = content.thumb_media_id === undefined ? String(body.msgtype) : 'image';
    return file?.type === wanted ? null : { errcode: 40007, errmsg: 'invalid media_id' };
  }

  function accept(account: string, customer: string, body: Body, byCode: boolean): Body {
    const msgtype = String(body.msgtype);
    const msgid = String(body.msgid);
    used.add(`${account}.${msgid}`);
    messages.push({ account, customer, msgid, msgtype, content: record(body[msgtype]), byCode });
    return { msgid };
  }

  /** The documentation names no code for a repeated id, only that it is refused. */
  const repeated = (account: string, body: Body): Refusal | null =>
    used.has(`${account}.${body.msgid}`) ? { errcode: 40058, errmsg: 'msgid is duplicated' } : null;

  const methods: Record<string, (body: Body) => Body | Refusal> = {
    '/cgi-bin/kf/account/list': ({ offset = 0, limit = 100 }) => ({ account_list: accounts.slice(Number(offset), Number(offset) + Number(limit)) }),
    '/cgi-bin/kf/sync_msg': sync,
    '/cgi-bin/kf/send_msg': (body) => {
      const refusal = sendRefusal(body) ?? fileRefusal(body);
      if (refusal) return refusal;
      const account = String(body.open_kfid);
      const customer = String(body.touser);
      return repeated(account, body) ?? sessions.spend(account, customer) ?? accept(account, customer, body, false);
    },
    '/cgi-bin/kf/send_msg_on_event': (body) => {
      const refusal = contentRefusal(body, ['code']) ?? repeated(kf, body);
      if (refusal) return refusal;
      const whom = sessions.useCode(body.code, String(body.msgtype));
      return 'errcode' in whom ? whom : accept(whom.account, whom.customer, body, true);
    },
    '/cgi-bin/kf/service_state/get': (body) => {
      const { state, servicer } = sessions.sessionOf(String(body.open_kfid), String(body.external_userid));
      return { service_state: state, ...(servicer && { servicer_userid: servicer }) };
    },
    '/cgi-bin/kf/service_state/trans': (body) =>
      sessions.move(String(body.open_kfid), String(body.external_userid), body.service_state, body.servicer_userid, onDuty),
  };

  async function upload(raw: Buffer, request: IncomingMessage, type: string): Promise<Body | Refusal> {
    const limit = limits[type];
    if (!limit) return { errcode: 40005, errmsg: 'invalid type' };
    const file = await fileOf(raw, request, type);
    if (!file?.name) return { errcode: 44001, errmsg: 'empty media data' };
    if (file.bytes.length <= 5 || file.bytes.length > limit.most) return { errcode: 40006, errmsg: 'invalid file size' };
    if (limit.is && !limit.is.test(file.mime)) return { errcode: 40004, errmsg: 'invalid media type' };
    const id = `MEDIA${uploads.size + 1}`;
    uploads.set(id, file);
    return { type, media_id: id, created_at: '1380000000' };
  }

  function tokenRefusal(given: string | null): Refusal | null {
    if (!given) return { errcode: 41001, errmsg: 'access_token missing' };
    const state = accessTokens.get(given);
    if (state === 'good') return null;
    return state === 'over' ? { errcode: 42001, errmsg: 'access_token expired' } : { errcode: 40014, errmsg: 'invalid access_token' };
  }

  function issueToken(query: URLSearchParams): Body | Refusal {
    if (query.get('corpid') !== corp) return { errcode: 40013, errmsg: 'invalid corpid' };
    if (query.get('corpsecret') !== secret) return { errcode: 40001, errmsg: 'invalid credential' };
    const good = [...accessTokens].find(([, state]) => state === 'good')?.[0] ?? `ACCESS${accessTokens.size + 1}_secret`;
    accessTokens.set(good, 'good');
    return { access_token: good, expires_in: 7200 };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://server');
    const raw = await bytesOf(request);
    const multipart = request.headers['content-type']?.startsWith('multipart/') === true;
    const body = raw.length > 0 && !multipart ? record(JSON.parse(raw.toString('utf8'))) : {};
    calls.push({ path: url.pathname, body, query: url.searchParams, at: Date.now() });
    const fault = faults.get(url.pathname)?.shift();
    changed();
    if (fault === 'hang') return;
    if (fault === 'reset') return void request.socket.destroy();
    const answer = (value: Body) => {
      response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' });
      response.end(JSON.stringify('errcode' in value ? value : { errcode: 0, errmsg: 'ok', ...value }));
    };
    if (fault && typeof fault === 'object') {
      if ('errcode' in fault) return answer({ ...fault });
      return void response.writeHead(fault.status).end('bad gateway');
    }
    if (url.pathname === '/cgi-bin/gettoken') return answer({ ...issueToken(url.searchParams) });
    const refusal = tokenRefusal(url.searchParams.get('access_token'));
    if (refusal) return answer({ ...refusal });
    if (url.pathname === '/cgi-bin/media/get') {
      const file = uploads.get(url.searchParams.get('media_id') ?? '');
      if (!file) return answer({ errcode: 40007, errmsg: 'invalid media_id' });
      response.writeHead(200, { 'content-type': file.mime, 'content-disposition': `attachment; filename="${encodeURIComponent(file.name)}"` });
      return void response.end(file.bytes);
    }
    const method = methods[url.pathname];
    const result =
      url.pathname === '/cgi-bin/media/upload'
        ? await upload(raw, request, url.searchParams.get('type') ?? '')
        : request.method !== 'POST' || !method
          ? { errcode: 40063, errmsg: 'no such method' }
          : method(body);
    changed();
    if (fault === 'reset after accept') return void request.socket.destroy();
    answer({ ...result });
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const port = (server.address() as AddressInfo).port;

  const until = (condition: () => boolean, what: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        watchers.delete(look);
        reject(new Error(`not within 10 s: ${what}; calls: ${calls.map((call) => call.path.slice(9)).slice(-20)}`));
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
      server.closeAllConnections();
      server.close(() => resolve());
    });

  return {
    url: `http://127.0.0.1:${port}`,
    /** Every call in order. */
    calls,
    /** Calls of one method, by the end of its path. */
    callsOf: (path: string) => calls.filter((call) => call.path.endsWith(path)),
    /** What was accepted for customers, in order. */
    messages,
    uploads,
    accounts,
    /** Members who are receiving customers. */
    onDuty,
    set onCallback(shop: (request: HookRequest) => number | Promise<number>) {
      onCallback = shop;
    },
    /** Statuses of the shop's answers to callbacks so far. */
    statuses: () => Promise.all(statuses),
    callback,
    echo,
    push,
    event,
    say: (text: string, customer?: string, account?: string, quiet?: boolean) => write({ msgtype: 'text', text: { content: text } }, customer, account, quiet),
    press: (id: string, label: string) => write({ msgtype: 'text', text: { content: label, menu_id: id } }),
    send: write,
    enter(fields: Body = {}, customer = li): string {
      return event({ event_type: 'enter_session', scene: '', scene_param: '', ...fields }, kf, customer);
    },
    welcome: (customer = li) => sessions.code(kf, customer, 'welcome'),
    session: (customer = li, account = kf): Session => sessions.sessionOf(account, customer),
    /** A member acts in the WeCom app: 1 takes from the queue, 2 passes on, 3 ends, 4 takes up again. */
    member(change: 1 | 2 | 3 | 4, who: string, customer = li): string {
      const session = sessions.sessionOf(kf, customer);
      const state: State = change === 3 ? 4 : 3;
      session.state = state;
      const code = change === 1 ? sessions.code(kf, customer, 'person') : change === 3 ? sessions.code(kf, customer, 'end') : undefined;
      const whom = change === 3 ? { old_servicer_userid: who } : { new_servicer_userid: who };
      return event({ event_type: 'session_status_change', change_type: change, ...whom, ...(code && { msg_code: code }) }, kf, customer);
    },
    /** WeCom accepted a message and reports later that it was not delivered. */
    fail: (msgid: string, type: number) => event({ event_type: 'msg_send_fail', fail_msgid: msgid, fail_type: type }),
    /** The next calls of a method get this, one fault each. */
    fault: (path: string, ...list: Fault[]) => void faults.set(path, [...(faults.get(path) ?? []), ...list]),
    /** All access tokens that were given are over. */
    expireTokens: () => {
      for (const id of accessTokens.keys()) accessTokens.set(id, 'over');
    },
    accessTokens: () => [...accessTokens.keys()],
    /** Files that were uploaded are gone, as after three days. */
    forgetFiles: () => uploads.clear(),
    async sent(count: number): Promise<Sent[]> {
      await until(() => messages.length >= count, `${count} messages sent`);
      return messages;
    },
    until,
    down,
    up: () => listen(port),
    close: down,
  };
}
