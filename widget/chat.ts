import type { WireMessage } from '../channels/webchat/browser-message.ts';
import { type Client, remember } from './client.ts';
import { createOutbox, type Pending, refusals } from './outbox.ts';
import { pause } from './pause.ts';
import { type Incoming, keepConnected } from './stream.ts';
import { joinTabs, type TabNews, type Tabs } from './tabs.ts';

/** What the window shows; called as things happen. */
export interface ChatView {
  message(message: WireMessage, synced: boolean): void;
  pending(pending: Pending, sent: boolean): void;
  typing(): void;
  connected(connected: boolean): void;
  /** History is there, as much as there is. */
  synced(empty: boolean): void;
  unread(count: number): void;
}

export interface Chat {
  /** Connects, once; safe to call again. */
  start(): Promise<void>;
  started(): void;
  text(text: string): void;
  press(token: string | undefined, label: string): void;
  file(file: File): void;
  typing(): void;
  retry(id: string): void;
  /** The visitor sees the messages now. */
  read(): void;
  /** Lets go of the connection, for good. */
  end(): void;
}

const readKey = 'zhanggui.read';
const gotKey = 'zhanggui.got';
const typingEveryMs = 8_000;
/** A visitor who waits longer than this for the first connection is told so. */
const patienceMs = 5_000;

export interface ChatOptions {
  client: Client;
  base: string;
  lang: string;
  /** Where the visitor came from, as the shop calls it. */
  from?: string;
  view: ChatView;
}

/** Creates the conversation of this browser: what was said, what waits to be sent, what was read. */
export function createChat({ client, base, lang, from, view }: ChatOptions): Chat {
  const messages = new Map<string, WireMessage>();
  let cursor = '';
  let synced = false;
  let leading = false;
  let connected = true;
  let tabs: Tabs | undefined;
  const halting = new AbortController();
  const halt = halting.signal;
  let going: Promise<void> | undefined;
  let greeting: string | undefined;
  let ungreeted = false;
  let lastTyping = Number.NEGATIVE_INFINITY;
  let receiptTimer: ReturnType<typeof setTimeout> | undefined;
  const receipts = { delivered: new Set<string>(), read: new Set<string>() };

  const outbox = createOutbox(client, (pending, sent) => {
    view.pending(pending, sent);
    // The shop answers: whoever waits to be let in need not wait longer.
    if (sent) void chat.start();
  });
  const stamp = (key: string) => Number(remember(key));
  const fromShop = (key: string) => {
    const since = stamp(key);
    return [...messages.values()].filter((message) => message.from === 'shop' && message.at > since);
  };
  const newest = (list: WireMessage[]) => Math.max(...list.map((message) => message.at));
  const countUnread = () => view.unread(fromShop(readKey).length);

  const report = () => {
    clearTimeout(receiptTimer);
    receiptTimer = setTimeout(() => {
      const body = { delivered: [...receipts.delivered].slice(-100), read: [...receipts.read].slice(-100) };
      receipts.delivered.clear();
      receipts.read.clear();
      if (body.delivered.length + body.read.length) void client.post('receipts', body);
    }, 300);
  };

  const take = (event: Incoming) => {
    if (halt.aborted) return;
    if (event.type === 'typing') return view.typing();
    if (event.cursor) cursor = event.cursor;
    if (event.type === 'message' && !messages.has(event.message.id)) {
      messages.set(event.message.id, event.message);
      try {
        view.message(event.message, synced);
      } catch (error) {
        // The lines after it still come: an error here would end the stream, again at each reconnection.
        console.warn('zhanggui: a message cannot be shown', error);
      }
      if (synced) countUnread();
    }
    if (event.type === 'mark' || event.cursor) settle();
    const fresh = leading ? fromShop(gotKey) : [];
    if (synced && fresh.length) {
      for (const message of fresh) receipts.delivered.add(message.id);
      remember(gotKey, String(newest(fresh)));
      report();
    }
  };
  const settle = () => {
    if (synced) return;
    synced = true;
    view.synced(!messages.size && !outbox.list().length);
    countUnread();
  };
  const show = (value: boolean) => {
    connected = value;
    view.connected(value);
  };
  const hearShop = (value: boolean) => {
    if (value !== connected) show(value);
    outbox.connected(value);
    if (value && ungreeted) chat.started();
  };
  const setConnected = (value: boolean) => {
    hearShop(value);
    tabs?.tell({ type: 'connected', connected });
  };
  const hear = (news: TabNews) => {
    if (news.type === 'hello' && leading && synced) tabs?.tell({ type: 'state', messages: [...messages.values()], cursor, connected });
    if (news.type === 'event' && !leading) take(news.event);
    if (news.type === 'read') countUnread();
    if (leading) return;
    if (news.type === 'connected') hearShop(news.connected);
    if (news.type === 'state') {
      hearShop(news.connected);
      for (const message of news.messages) take({ type: 'message', message });
      take({ type: 'mark', cursor: news.cursor });
    }
  };
  const lead = () => {
    if (halt.aborted) return;
    leading = true;
    void keepConnected({
      client,
      cursor: () => cursor,
      onEvent: (event) => {
        take(event);
        tabs?.tell({ type: 'event', event });
      },
      onState: setConnected,
      halt,
    });
  };
  const add = (text: string, post: Record<string, unknown>, file?: File) => {
    void chat.start();
    const id = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    outbox.add({ id, text, at: Date.now(), post: { lang, ...post }, file });
  };

  const chat: Chat = {
    start() {
      if (going) return going;
      remember('zhanggui.quiet', '');
      const slow = setTimeout(show, patienceMs, false);
      going = client.session().then((session) => {
        clearTimeout(slow);
        outbox.connected(Boolean(session));
        if (session) tabs = joinTabs(`zhanggui:${base}:${session.visitor}`, hear, lead);
        else {
          going = undefined;
          show(false);
          void pause(client.full() ? 60_000 : 5_000).then(chat.start);
        }
      });
      return going;
    },
    started() {
      if ((greeting && !ungreeted) || messages.size || outbox.list().length) return;
      greeting ??= `start-${Date.now().toString(36)}`;
      ungreeted = false;
      void client.post('messages', { type: 'started', id: greeting, lang, ...(from && { referral: from }) }).then((reply) => {
        ungreeted = !reply.ok && !refusals[reply.status];
      });
    },
    text: (text) => add(text, { type: 'message', text }),
    press: (token, label) => add(label, token ? { type: 'pressed', token, label } : { type: 'message', text: label }),
    file: (file) => add(file.name, { type: 'message' }, file),
    typing() {
      if (performance.now() - lastTyping < typingEveryMs) return;
      lastTyping = performance.now();
      void client.post('typing', {});
    },
    retry: (id) => outbox.retry(id),
    end() {
      halting.abort();
      tabs?.leave();
    },
    read() {
      const fresh = fromShop(readKey);
      if (!fresh.length) return;
      for (const message of fresh) receipts.read.add(message.id);
      remember(readKey, String(newest(fresh)));
      countUnread();
      tabs?.tell({ type: 'read', at: newest(fresh) });
      report();
    },
  };
  for (const pending of outbox.list()) setTimeout(() => view.pending(pending, false));
  return chat;
}
