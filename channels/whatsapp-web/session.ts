/**
 * One life of the linked client, in the child process: its events become states and raw events. What whatsapp-web.js 1.34 does not tell by
 * itself is watched for: a killed Chromium and a crashed page emit no `disconnected`; a QR code that idles is not refreshed (the library's
 * handler fails with "window is not defined"), so the client is built anew.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Program } from '../../src/channel-host/supervision/serve.ts';
import { realClock } from '../../src/event-loop/clock.ts';
import { within } from '../../src/event-loop/within.ts';
import { catchUp } from './catch-up.ts';
import { type Client, createClient, type Library, type Message } from './client.ts';
import { noticeOf, rawMessage } from './library-message.ts';
import { personId } from './person.ts';

/** The library's types leave out the key of the message that is gone. */
const takenBack = z.object({ protocolMessageKey: z.object({ _serialized: z.string() }) });

export interface SessionOptions {
  chromium: string;
  args: string[];
  /** Without a new QR code for so long the client is built anew, ms. WhatsApp shows each for 20 to 60 s. */
  qrIdleMs: number;
  /** Seconds: unread messages from then on are caught up; null on the first link. */
  since: number | null;
}

export interface Session {
  client: Client;
  /** Remembers a message of ours, so that it is not taken for one of the phone. The promise is that of sending it. */
  ours(sending: Promise<string | undefined>): void;
  close(): Promise<void>;
}

const ended: Record<string, { why: 'logged_out' | 'conflict' | 'banned' | 'rebuild'; detail: string }> = {
  LOGOUT: { why: 'logged_out', detail: 'The phone has unlinked this device. Start the channel again and scan the new code' },
  UNPAIRED: { why: 'logged_out', detail: 'The phone has unlinked this device. Start the channel again and scan the new code' },
  UNPAIRED_IDLE: { why: 'rebuild', detail: 'the code has expired, a new one comes' },
  CONFLICT: { why: 'conflict', detail: 'WhatsApp Web is open with this session elsewhere; close it there. Trying again in some minutes' },
  TOS_BLOCK: { why: 'banned', detail: 'WhatsApp has blocked this number for breaking its terms. See the app on the phone' },
  SMB_TOS_BLOCK: { why: 'banned', detail: 'WhatsApp has blocked this business number for breaking its terms. See the app on the phone' },
};

/** How long WhatsApp takes a code, about, ms: the first of a page, and each after it. The library does not tell. */
const codeLives = { first: 60_000, later: 20_000 };

const words = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Starts the client; resolves at once. */
export function openSession(library: Library, program: Program, options: SessionOptions): Session {
  let closing = false;
  let qrTimer: NodeJS.Timeout | undefined;
  let codes = 0;
  /** Numbers of hidden ids. */
  const numbers = new Map<string, string>();
  const sent = new Set<string>();
  const sending = new Set<Promise<string | undefined>>();
  /** Looking somebody up takes time; what they wrote stays in order. */
  let telling: Promise<void> = Promise.resolve();

  function broken(detail: string): void {
    if (closing) return;
    closing = true;
    program.fail(detail);
  }

  const client = createClient(library, {
    folder: program.folder,
    chromium: options.chromium,
    args: options.args,
    opened({ pupBrowser, pupPage }) {
      const pid = pupBrowser?.process()?.pid;
      if (pid) program.owns(pid);
      pupBrowser?.once('disconnected', () => broken('Chromium ended; perhaps the machine has too little memory (about 350 MB for each account)'));
      pupPage?.once('error', () => broken('the page of WhatsApp Web crashed'));
      pupPage?.once('close', () => broken('the page of WhatsApp Web was closed'));
    },
  });

  /** The other id of a hidden one; what is not known within some seconds is left out. */
  async function contactOf(chat: string): Promise<{ lid?: string; pn?: string } | undefined> {
    if (!chat.endsWith('@lid')) return undefined;
    const known = numbers.get(chat);
    if (known) return { lid: chat, pn: known };
    const asked = client.getContactLidAndPhone([chat]).catch(() => undefined);
    const [found] = (await within(realClock(), 5_000, asked, () => undefined)) ?? [];
    if (!found?.pn) return { lid: chat };
    if (numbers.size >= 5_000) numbers.clear();
    numbers.set(chat, found.pn);
    return { lid: chat, pn: found.pn };
  }

  function tell(event: string, message: Message, extra: Record<string, unknown> = {}): void {
    const partner = message.fromMe ? message.to : message.from;
    // Groups, status and channels are left out here already: they may be many, and nobody is to be looked up for them.
    if (!personId(partner) || message.author) return;
    const raw = rawMessage(message);
    telling = telling.then(async () => {
      const contact = await contactOf(partner);
      void program.emit({ event, message: raw, ...extra, ...(contact ? { contact } : {}) });
    });
  }

  client.on('qr', (qr) => {
    program.state('need_qr', 'Open WhatsApp on the phone: Settings > Linked devices > Link a device, and scan the code');
    program.pairing({ qr, lives: codes === 0 ? codeLives.first : codeLives.later });
    codes += 1;
    clearTimeout(qrTimer);
    qrTimer = setTimeout(() => leave('UNPAIRED_IDLE'), options.qrIdleMs);
  });
  client.on('authenticated', () => {
    clearTimeout(qrTimer);
    program.state('authenticating');
  });
  client.on('auth_failure', (detail) => broken(`WhatsApp did not accept the saved session: ${detail}`));
  client.on('ready', () => {
    clearTimeout(qrTimer);
    program.state('ready');
    if (options.since === null) return;
    catchUp(client, options.since, (message) => tell('message', message)).catch((error: unknown) =>
      program.log.warn({ detail: words(error).slice(0, 300) }, 'unread messages could not be looked through'),
    );
  });
  client.on('change_state', (state) => {
    if (closing) return;
    if (String(state) === 'CONNECTED') program.state('ready');
    else if (['TIMEOUT', 'OPENING'].includes(String(state))) program.state('degraded', 'WhatsApp cannot be reached; the page keeps trying');
  });

  client.on('message', (message) => tell('message', message));
  client.on('message_edit', (message, newBody, prevBody) => tell('message_edit', message, { newBody: String(newBody), prevBody: String(prevBody ?? '') }));
  client.on('message_revoke_everyone', (message) => {
    const key = takenBack.safeParse(message).data?.protocolMessageKey;
    tell('message_revoke_everyone', message, { revoked: key?._serialized ?? message.id._serialized, at: Date.now() });
  });
  client.on('message_ack', (message, ack) => tell('message_ack', message, { ack, at: Date.now() }));
  client.on('contact_changed', (message, oldId, newId, isContact) => {
    // Of a group it says who of it changed: nobody who writes to the shop.
    if (!isContact) return;
    const own = client.info?.wid._serialized;
    void program.emit({ event: 'contact_changed', id: message.id._serialized, ...noticeOf(message), own, oldId, newId, at: Date.now() });
  });
  client.on('message_create', async (message) => {
    if (!message.fromMe) return;
    // The event may come before the call that sent the message returns.
    await Promise.allSettled(sending);
    if (!sent.has(message.id._serialized)) tell('message_create', message);
  });

  function leave(reason: string): void {
    if (closing) return;
    const known = ended[reason];
    if (!known) {
      broken(`WhatsApp ended the connection (${reason})`);
      return;
    }
    closing = true;
    void (async () => {
      await destroy();
      // Pairing again in the same browser would be lost at the next start: the old session goes as a whole.
      if (known.why === 'logged_out') await rm(join(program.folder, 'session'), { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
      program.leave(known.why, known.detail);
    })();
  }
  client.on('disconnected', (reason) => leave(String(reason)));

  async function destroy(): Promise<void> {
    await client.destroy().catch((error: unknown) => program.log.debug({ detail: words(error).slice(0, 300) }, 'the browser did not end by itself'));
  }

  client.initialize().catch((error: unknown) => {
    // Chromium tells on several lines why it did not start.
    const why = words(error).split('\n').filter(Boolean).slice(0, 4).join(' ').slice(0, 400);
    broken(`WhatsApp Web could not be opened: ${why}`);
  });

  return {
    client,
    ours(promise) {
      const known = promise.then(
        (id) => {
          if (id) sent.add(id);
          if (sent.size > 2_000) for (const old of [...sent].slice(0, 1_000)) sent.delete(old);
          return id;
        },
        () => undefined,
      );
      sending.add(known);
      void known.then(() => sending.delete(known));
    },
    async close() {
      closing = true;
      clearTimeout(qrTimer);
      await telling;
      await destroy();
    },
  };
}
