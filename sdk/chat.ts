/** The conversation of one visitor with the shop: what was said, what waits to be sent, what was read. Shows nothing itself. */
import type { WireChoice, WireForm, WireMessage } from '../channels/webchat/browser-message.ts';
import { type Client, createClient, type Session, type Upload } from './client.ts';
import { type Incoming, keepConnected } from './connection.ts';
import { createListeners, type Listeners } from './listeners.ts';
import { createOutbox, type Pending, refusals } from './outbox.ts';
import { pause } from './pause.ts';
import type { Platform, Windows } from './platform.ts';
import { createReceipts } from './receipts.ts';
import { createStop } from './stop.ts';

/** What happens, by name; what a listener is called with. */
export interface ChatEvents {
  /** A message came; `live`: after what was said before. Each id once. */
  message: [message: WireMessage, live: boolean];
  /** A message of the visitor that the server has not taken yet changed; `sent`: it has it now, and `message` follows. */
  pending: [pending: Pending, sent: boolean];
  /** The shop writes; stands for about six seconds. */
  typing: [];
  /** A person of the shop has read what was said until `at`, epoch ms. */
  seen: [at: number];
  connection: [connected: boolean];
  /** What was said before is there; `empty`: nothing was. */
  ready: [empty: boolean];
  unread: [count: number];
  /** Somebody else goes on here: forget what is shown. */
  reset: [];
  /** A listener threw. The chat goes on. */
  problem: [error: unknown];
}

export interface ChatOptions {
  /** Address of the program, such as `https://chat.your-shop.example`. */
  server: string;
  platform: Platform;
  /** Of what the visitor sends, BCP 47. */
  lang?: string;
  /** Where the visitor came from, as the shop calls it. */
  referral?: string;
  /** A customer who is logged in at the shop, and the signature that the shop's server made of the id. */
  user?: string;
  signature?: string;
}

/** A device to which the shop's own sender may push. `service` is the shop's word for it, e.g. `apns`, `fcm`, `getui`, `wechat`. */
export interface Device {
  service: string;
  token: string;
}

export interface Chat {
  on: Listeners<ChatEvents>['on'];
  /** Connects and stays connected; safe to call again. False when the shop cannot be reached now: it is tried again by itself. */
  connect(): Promise<boolean>;
  /** What was said, oldest first, as far as it is here. */
  messages(): WireMessage[];
  /** Reads what was said before that, at most 50 messages more; `message` is told of each. False when there was no more; rejects when the shop cannot be asked. */
  older(): Promise<boolean>;
  /** What waits to be sent. */
  pending(): Pending[];
  /** Tells the shop that the chat was opened, so that it greets; only where nothing was said yet. */
  opened(): void;
  /** Sends a text, in order and once, now or when the shop is heard again. Returns its id. */
  send(text: string): string;
  /** Presses a choice of a message. */
  press(choice: Pick<WireChoice, 'token' | 'label'>): string;
  /** Answers the questions of a form at once, by their names; `text` is shown as what the visitor said. */
  fill(form: Pick<WireForm, 'token'>, answers: Record<string, string>, text: string): string;
  upload(file: Upload, caption?: string): string;
  /** Time until which a person of the shop has read what was said, epoch ms; 0 when that is not known. */
  seenAt(): number;
  /** The visitor writes; told at most once in eight seconds. */
  typing(): void;
  retry(id: string): void;
  /** The visitor sees the messages now: they count as read. */
  read(): void;
  /** Keeps the token of a device with the visitor. False when it could not be kept now. */
  registerDevice(device: Device): Promise<boolean>;
  forgetDevice(device: Device): Promise<boolean>;
  /** Goes on as a customer who is logged in at the shop. False when the signature is not taken, or nobody could be asked. */
  identify(user: string, signature: string): Promise<boolean>;
  /**
   * Asks a route under `/chat/` for the visitor; undefined when it was not answered or refused: then `refused` is called first, with the status. For what this
   * library has no word for.
   */
  post(path: string, body: unknown, refused?: (status: number | 'network') => void): Promise<Record<string, unknown> | undefined>;
  session(): Promise<Session | null>;
  /** Whether this device has talked to the shop before. */
  known(): boolean;
  /** Whether the shop takes nobody new just now. */
  full(): boolean;
  /** Lets go of the connection, for good. What waits is sent the next time. */
  end(): void;
}

const typingEveryMs = 8_000;
/** A visitor who waits longer than this for the first connection is told so. */
const patienceMs = 5_000;

/** Creates the chat. Nothing is asked before `connect` or the first message. */
export function createChat(options: ChatOptions): Chat {
  const { on, tell } = createListeners<ChatEvents>((error) => tell('problem', error));
  let talk = createTalk(options, tell);
  return {
    on,
    connect: () => talk.connect(),
    messages: () => talk.messages(),
    older: () => talk.older(),
    pending: () => talk.pending(),
    opened: () => talk.opened(),
    send: (text) => talk.add(text, { type: 'message', text }),
    press: ({ token, label }) => talk.add(label, token ? { type: 'pressed', token, label } : { type: 'message', text: label }),
    fill: ({ token }, fields, label) => talk.add(label, { type: 'pressed', token, label, fields }),
    upload: (file, caption) => talk.add(file.name, { type: 'message', ...(caption && { text: caption }) }, file),
    seenAt: () => talk.seenAt(),
    typing: () => talk.typing(),
    retry: (id) => talk.retry(id),
    read: () => talk.read(),
    registerDevice: async (device) => (await talk.client.post('devices', device)).ok,
    forgetDevice: async (device) => (await talk.client.post('devices/forget', device)).ok,
    async identify(user, signature) {
      const before = talk;
      tell('reset');
      // What is on its way must not go out once more in the customer's name.
      const waiting = await before.end();
      if (talk === before) talk = createTalk({ ...options, user, signature }, tell, waiting);
      return talk.connect();
    },
    async post(path, body, refused) {
      const reply = await talk.client.post(path, body);
      if (reply.ok) return reply.body;
      refused?.(reply.status);
    },
    session: () => talk.client.session(),
    known: () => talk.client.known(),
    full: () => talk.client.full(),
    end: () => void talk.end(),
  };
}

/** What windows of one visitor tell each other. */
type News =
  | { type: 'hello' }
  | { type: 'state'; messages: WireMessage[]; cursor: string; connected: boolean; seenAt: number }
  | { type: 'event'; event: Incoming }
  | { type: 'connected'; connected: boolean }
  | { type: 'read' };

interface Talk extends Pick<Chat, 'connect' | 'messages' | 'older' | 'pending' | 'opened' | 'seenAt' | 'typing' | 'retry' | 'read'> {
  end(): Promise<Pending[]>;
  client: Client;
  add(text: string, post: Record<string, unknown>, file?: Upload): string;
}

function createTalk(options: ChatOptions, tell: Listeners<ChatEvents>['tell'], waited: readonly Pending[] = []): Talk {
  const { platform, lang, referral, user } = options;
  const server = options.server.replace(/\/+$/, '');
  const client = createClient({ ...options, server });
  const messages = new Map<string, WireMessage>();
  const halt = createStop();
  let cursor = '';
  let before: string | undefined;
  let synced = false;
  let leading = false;
  let connected = true;
  let windows: Windows<News> | undefined;
  let going: Promise<boolean> | undefined;
  let greeting: string | undefined;
  let ungreeted = false;
  let lastTyping = Number.NEGATIVE_INFINITY;
  let seenAt = 0;

  const list = () => [...messages.values()];
  const receipts = createReceipts({ client, storage: platform.storage, messages: list });
  const outbox = createOutbox({
    client,
    platform,
    storage: platform.visit ?? platform.storage,
    waited,
    ...(user ? { key: `zhanggui.pending:${user}`, from: 'zhanggui.pending' } : { key: 'zhanggui.pending' }),
    onChange(pending, sent) {
      tell('pending', pending, sent);
      // The shop answers: whoever waits to be let in need not wait longer.
      if (sent) void talk.connect();
    },
  });
  const countUnread = () => tell('unread', receipts.unread());

  const put = (message: WireMessage, live: boolean) => {
    if (messages.has(message.id)) return false;
    messages.set(message.id, message);
    tell('message', message, live);
    return true;
  };
  const take = (event: Incoming) => {
    if (halt.stopped) return;
    if (event.type === 'typing') return tell('typing');
    if (event.type === 'read') {
      seenAt = event.at;
      return tell('seen', seenAt);
    }
    if (event.cursor) cursor = event.cursor;
    if (event.type === 'message' && put(event.message, synced) && synced) countUnread();
    if (event.type === 'mark' || event.cursor) settle();
    if (leading && synced) receipts.delivered();
  };
  const settle = () => {
    if (synced) return;
    synced = true;
    tell('ready', !messages.size && !outbox.list().length);
    countUnread();
  };
  const show = (value: boolean) => {
    connected = value;
    tell('connection', value);
  };
  const hearShop = (value: boolean) => {
    if (value !== connected) show(value);
    outbox.connected(value);
    if (value && ungreeted) talk.opened();
  };
  const hear = (news: News) => {
    if (news.type === 'hello' && leading && synced) windows?.tell({ type: 'state', messages: list(), cursor, connected, seenAt });
    if (news.type === 'event' && !leading) take(news.event);
    if (news.type === 'read') countUnread();
    if (leading) return;
    if (news.type === 'connected') hearShop(news.connected);
    if (news.type === 'state') {
      hearShop(news.connected);
      for (const message of news.messages) take({ type: 'message', message });
      take({ type: 'mark', cursor: news.cursor });
      if (news.seenAt) take({ type: 'read', at: news.seenAt });
    }
  };
  const lead = () => {
    if (halt.stopped) return;
    leading = true;
    void keepConnected({
      client,
      platform,
      cursor: () => cursor,
      onEvent(event) {
        take(event);
        windows?.tell({ type: 'event', event });
      },
      onState(value) {
        hearShop(value);
        windows?.tell({ type: 'connected', connected: value });
      },
      halt,
    });
  };
  const random = platform.random ?? ((count: number) => Uint8Array.from({ length: count }, () => Math.random() * 256));

  const talk: Talk = {
    client,
    connect() {
      if (going) return going;
      platform.storage.set('zhanggui.quiet', '');
      const slow = setTimeout(() => show(false), patienceMs);
      going = client.session().then((session) => {
        clearTimeout(slow);
        if (halt.stopped) return false;
        outbox.connected(Boolean(session));
        if (session) {
          if (platform.join) windows = platform.join(`zhanggui:${server}:${session.visitor}`, hear, lead);
          else lead();
          windows?.tell({ type: 'hello' });
          return true;
        }
        going = undefined;
        show(false);
        void pause(client.full() ? 60_000 : 5_000, platform).then(() => halt.stopped || talk.connect());
        return false;
      });
      return going;
    },
    messages: () => list().sort((a, b) => a.at - b.at),
    async older() {
      while (before !== '') {
        const { body } = await client.get(`history${before ? `?before=${before}` : ''}`);
        const page = body as { messages: WireMessage[]; before?: string };
        before = page.before ?? '';
        const fresh = page.messages.filter(({ id }) => !messages.has(id));
        // From the end on, and in front of all others: messages of one moment keep their order.
        for (const message of [...fresh].reverse()) put(message, false);
        const all = new Map([...fresh, ...list()].map((message) => [message.id, message]));
        messages.clear();
        for (const [id, message] of all) messages.set(id, message);
        if (fresh.length) return true;
      }
      return false;
    },
    pending: () => outbox.list(),
    opened() {
      if ((greeting && !ungreeted) || messages.size || outbox.list().length) return;
      greeting ??= `start-${Date.now().toString(36)}`;
      ungreeted = false;
      void client.post('messages', { type: 'started', id: greeting, ...(lang && { lang }), ...(referral && { referral }) }).then((reply) => {
        ungreeted = !reply.ok && !refusals[reply.status];
      });
    },
    add(text, post, file) {
      void talk.connect();
      const id = [...random(12)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      outbox.add({ id, text, at: Date.now(), post: { ...(lang && { lang }), ...post }, file });
      return id;
    },
    seenAt: () => seenAt,
    typing() {
      if (Date.now() - lastTyping < typingEveryMs) return;
      lastTyping = Date.now();
      void client.post('typing', {});
    },
    retry: (id) => outbox.retry(id),
    read() {
      if (!receipts.read()) return;
      countUnread();
      windows?.tell({ type: 'read' });
    },
    end() {
      halt.stop();
      windows?.leave();
      return outbox.end();
    },
  };
  for (const pending of outbox.list()) setTimeout(() => halt.stopped || tell('pending', pending, false));
  return talk;
}
