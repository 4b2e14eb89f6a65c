/** A small server with the real channel and routes and a shop assistant of a few lines: what the browser tests talk to. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import express, { type Router } from 'express';
import type { WebChat } from '../../channels/webchat/channel.ts';
import webchat from '../../channels/webchat/index.ts';
import type { Logger } from '../../src/logger.ts';
import { type AnswerForm, conversationId, type InboundEvent, type OutboundMessage, type Part } from '../../src/message.ts';
import type { SpeakingFirst } from '../../src/proactive/speaking-first.ts';
import type { ChatRow } from '../../src/server/chat/chat-history.ts';
import { newReceipts } from '../../src/server/chat/chat-receipts.ts';
import { createChatSigner } from '../../src/server/chat/chat-token.ts';
import { createEarlier } from '../../src/server/chat/earlier-messages.ts';
import type { MailTranscript } from '../../src/server/chat/transcript-route.ts';
import type { UsedIdentities } from '../../src/server/chat/used-identities.ts';
import { type WebChatLimits, webChatRouter } from '../../src/server/chat/web-chat.ts';
import { testContext } from '../channel-context.ts';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

export interface ChatServer {
  url: string;
  channel: WebChat;
  /** Every event that was stored, once. */
  events: InboundEvent[];
  media: Map<string, Buffer>;
  /** Token of a device and its visitor. */
  devices: Map<string, string>;
  /** Whether the disk has no room for strangers. */
  diskFull: boolean;
  /** Answers a customer; replaced by tests. */
  answer: (event: InboundEvent) => { parts: Part[]; choices?: OutboundMessage['choices']; form?: AnswerForm }[];
  say(user: string, parts: Part[], choices?: OutboundMessage['choices'], form?: AnswerForm): Promise<void>;
  /** Cuts every open connection; `down` also refuses new ones until `up`. */
  cut(): void;
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

export interface ChatServerOptions {
  limits?: Partial<WebChatLimits>;
  origins?: string[];
  /** Proxies in front. */
  proxies?: number;
  identitySecret?: string;
  identities?: UsedIdentities;
  /** Makes a call for a visitor and answers its link. */
  call?: (user: string) => Promise<string | null>;
  /** Sends a conversation by e-mail. */
  transcript?: MailTranscript;
  /** Too many files are being kept. */
  busy?: boolean;
  /** Speaks first; never unless given. */
  speaking?: SpeakingFirst;
  mount?: (app: express.Express) => void;
  extra?: Router;
}

/** Starts it on a free port of 127.0.0.1. */
export async function startChatServer(options: ChatServerOptions = {}): Promise<ChatServer> {
  const rows = new Map<string, ChatRow[]>();
  const events: InboundEvent[] = [];
  const seen = new Set<string>();
  const media = new Map<string, Buffer>();
  const now = () => Date.now();
  const channel = await webchat.create(testContext(webchat));
  const rowsOf = (user: string) => {
    const list = rows.get(user) ?? [];
    rows.set(user, list);
    return list;
  };
  channel.hub.setHistory(async (user, after, limit) => {
    const list = rowsOf(user);
    const found = after === null ? list.slice(-limit) : list.filter((row) => row.n > after).slice(0, limit);
    return found.map(({ n, state, ...stored }) => ({ n, state, message: channel.show(user, stored) }));
  });

  const say: ChatServer['say'] = async (user, parts, choices, form) => {
    const to = { channel: 'webchat', account: 'main', user };
    const list = rowsOf(user);
    const message: OutboundMessage = {
      key: `${conversationId(to)}:${list.length + 1}:1`,
      to,
      parts,
      choices,
      class: 'reply',
      lang: 'en',
      ...(form && { form }),
    };
    list.push({ n: list.length + 1, state: 'shown', id: message.key, from: 'shop', at: now(), parts, choices, ...(form && { form }) });
    for (const request of channel.encode(message)) await channel.send(request, to, message.key);
  };
  const devices = new Map<string, string>();
  const server: ChatServer = {
    devices,
    url: '',
    channel,
    events,
    media,
    diskFull: false,
    answer: () => [],
    say,
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    down: async () => {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      server.cut();
      await closed;
    },
    up: () => listen(http, port),
    close: () => server.down(),
  };

  const receive = async (incoming: InboundEvent[]) => {
    for (const event of incoming) {
      if (event.type === 'typing' || seen.has(event.id)) continue;
      seen.add(event.id);
      events.push(event);
      const user = event.from.user;
      if (event.type === 'message' || event.type === 'pressed') {
        const parts: readonly Part[] = event.type === 'message' ? event.parts : [event];
        rowsOf(user).push({ n: rowsOf(user).length + 1, state: 'shown', id: event.id, from: 'me', at: event.at, parts: [...parts] });
      }
      setImmediate(async () => {
        for (const reply of server.answer(event)) await say(user, reply.parts, reply.choices, reply.form);
      });
    }
  };

  const app = express();
  app.set('trust proxy', options.proxies ?? 0);
  options.mount?.(app);
  app.use(
    '/chat',
    webChatRouter({
      channel,
      signer: createChatSigner({ secret: Buffer.alloc(32, 7), identitySecret: options.identitySecret, now }),
      receive,
      receipts: async (list) =>
        newReceipts(
          list,
          [...rows].flatMap(([user, sent]) =>
            sent.map(({ id, from }) => ({
              _id: id,
              conversation: conversationId({ channel: 'webchat', account: 'main', user }),
              direction: from === 'me' ? 'in' : 'out',
              status: 'sent',
            })),
          ),
        ),
      earlier: createEarlier(
        async (conversation, _after, limit, before = Number.POSITIVE_INFINITY) =>
          rowsOf(conversation.slice('webchat:main:'.length))
            .filter(({ n }) => n < before)
            .slice(-limit),
        (user, { n: _n, state: _state, ...stored }) => channel.show(user, stored),
      ),
      devices: {
        keep: async (user, { token }) => void devices.set(token, user),
        forget: async (user, { token }) => void (devices.get(token) === user && devices.delete(token)),
      },
      ...(options.transcript && { transcript: options.transcript }),
      ...(options.call && { call: options.call }),
      media: {
        save: async (bytes, { mime }) => {
          if (options.busy) return null;
          const id = `m${media.size + 1}.${mime.split('/')[1]}`;
          media.set(id, bytes);
          return id;
        },
      },
      ...(options.identities && { identities: options.identities }),
      ...(options.speaking && { speaking: options.speaking }),
      diskFull: async () => server.diskFull,
      origins: options.origins ?? [],
      now,
      log: silent,
      limits: { perMinute: 600, ...options.limits },
    }),
  );
  app.get('/media/:id', (request, response) => void response.type(request.params.id.split('.').at(-1) ?? 'bin').send(media.get(request.params.id)));
  if (options.extra) app.use(options.extra);
  const http = createServer(app);
  // On a busy machine a test may stand still for longer than the usual 5 s, and would then write to a connection that ends.
  http.keepAliveTimeout = 60_000;
  const sockets = new Set<Socket>();
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await listen(http, 0);
  const { port } = http.address() as AddressInfo;
  server.url = `http://127.0.0.1:${port}`;
  return server;
}

function listen(http: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', () => resolve());
  });
}
