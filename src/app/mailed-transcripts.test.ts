import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openMailer } from '../mail/mailer.ts';
import { newContact } from '../runtime/rows/contact-change.ts';
import { createChatHistory } from '../server/chat/chat-history.ts';
import type { MailTranscript } from '../server/chat/transcript-route.ts';
import { lookupGuards } from '../shop/shop.ts';
import { type ConversationRow, contacts, conversations, type MessageRow, messages } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import { mailedTranscripts } from './mailed-transcripts.ts';
import { openStore } from './open-store.ts';

const minute = 60_000;
const log = { debug() {}, info() {}, warn() {}, error() {} };
let folder: string;
let store: Store;
let server: SMTPServer;
let at: number;
let url: string;
let got: { to: string[]; from: string; text: string }[];
let refuses: boolean;

beforeEach(async () => {
  at = Date.UTC(2026, 10, 30);
  got = [];
  refuses = false;
  folder = mkdtempSync(join(tmpdir(), 'zhanggui-mail-'));
  store = await openStore({ dataDir: folder, now: () => at, log });
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => (refuses ? done(Object.assign(new Error('no such user'), { responseCode: 550 })) : done()),
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        got.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), text: Buffer.concat(pieces).toString('utf8') });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  for (const user of ['v-1', 'u-ann']) {
    const id = `webchat:main:${user}`;
    await store.collection(contacts).insert({ ...newContact(id, at), ...(user === 'u-ann' && { email: 'Ann@Example.com' }) });
    await store.collection(conversations).insert({ _id: id, contact: id, address: { channel: 'webchat', account: 'main', user } } as ConversationRow);
    const said = { conversation: id, at, author: 'customer', direction: 'in', status: 'received' } as const;
    await store.collection(messages).insert({ ...said, _id: `${id}:1`, v: 1, n: 1, parts: [{ type: 'text', text: `secret of ${user} <b>` }] } as MessageRow);
  }
});
afterEach(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const crowded = vi.fn(async () => {});
const open = (smtp = url): MailTranscript => {
  const mailer = openMailer({ url: smtp, from: 'Silk <shop@silk.example>' });
  if (!mailer) throw new Error('no mailer');
  return mailedTranscripts({
    ...{ store, mailer, history: createChatHistory(store), log, now: () => at, publicUrl: undefined, crowded, zone: 'UTC', langs: ['en'] },
    contacts: { get: (id: string) => store.collection(contacts).get(id) },
    isVisitor: (user) => user.startsWith('v-'),
    shop: { en: 'Silk', zh: '锦绣' },
  });
};
const code = () => /Your code is (\d{6})/.exec(got.at(-1)?.text ?? '')?.[1] ?? '';

describe('a conversation by e-mail', () => {
  it('goes to an address after a code proved it, from the sender of the shop', async () => {
    const ask = open();
    expect(await ask({ user: 'v-1', email: 'Bob@Example.com' })).toBe('code_sent');
    expect(got).toMatchObject([{ to: ['bob@example.com'], from: 'shop@silk.example' }]);
    expect(got[0]?.text).not.toContain('secret of');
    expect(await ask({ user: 'v-1', email: 'bob@example.com', code: code() })).toBe('sent');
    expect(got[1]?.to).toEqual(['bob@example.com']);
    expect(got[1]?.text).toContain('You: secret of v-1 <b>');
    expect(got[1]?.text).toContain('&#60;b&#62;');
  });

  it('goes at once to the address that the shop knows of a customer, and to no other one', async () => {
    const ask = open();
    expect(await ask({ user: 'u-ann', email: 'ann@example.com' })).toBe('sent');
    expect(await ask({ user: 'u-ann', email: 'eve@example.com' })).toBe('code_sent');
    expect(got[1]?.text).not.toContain('secret of');
  });

  it('goes out also to a customer whose channel told no language that there is', async () => {
    const row = await store.collection(contacts).get('webchat:main:u-ann');
    if (row) await store.collection(contacts).replace({ ...row, lang: 'en-a1' });
    expect(await open()({ user: 'u-ann', email: 'ann@example.com' })).toBe('sent');
  });

  it('tells the team when more codes are asked for than the shop sends, and not when one visitor asks for too many', async () => {
    const ask = open();
    for (let n = 0; n < 4; n++) await ask({ user: 'v-1', email: 'bob@example.com' });
    expect(crowded).not.toHaveBeenCalled();
    const hours = [{ hour: Math.floor(at / 3_600_000), count: 100 }];
    await store.collection(lookupGuards).delete('guest-sum:transcript');
    await store.collection(lookupGuards).insert({ _id: 'guest-sum:transcript', failures: 100, until: 0, at, hours });
    expect(await ask({ user: 'u-ann', email: 'eve@example.com' })).toBe('too_many');
    expect(crowded).toHaveBeenCalledExactlyOnceWith(at);
  });

  it('asks for a code where the customer only told the address', async () => {
    const row = await store.collection(contacts).get('webchat:main:u-ann');
    if (row) await store.collection(contacts).replace({ ...row, told: ['email'] });
    expect(await open()({ user: 'u-ann', email: 'ann@example.com' })).toBe('code_sent');
    expect(got[0]?.text).not.toContain('secret of');
  });

  it('needs the code of that address and of that visitor, once and in time', async () => {
    const ask = open();
    await ask({ user: 'v-1', email: 'bob@example.com' });
    const mine = code();
    const wrong = String((Number(mine) + 1) % 1_000_000).padStart(6, '0');
    expect(await ask({ user: 'v-1', email: 'bob@example.com', code: wrong })).toBe('wrong_code');
    expect(await ask({ user: 'u-ann', email: 'bob@example.com', code: mine })).toBe('wrong_code');
    expect(await ask({ user: 'v-1', email: 'bob@example.com', code: mine })).toBe('sent');
    expect(await ask({ user: 'v-1', email: 'bob@example.com', code: mine })).toBe('wrong_code');
    await ask({ user: 'v-1', email: 'bob@example.com' });
    expect(await ask({ user: 'v-1', email: 'eve@example.com', code: code() })).toBe('wrong_code');
    await ask({ user: 'v-1', email: 'bob@example.com' });
    at += 11 * minute;
    expect(await ask({ user: 'v-1', email: 'bob@example.com', code: code() })).toBe('wrong_code');
  });

  it('takes five tries of a code', async () => {
    const ask = open();
    await ask({ user: 'v-1', email: 'bob@example.com' });
    const mine = code();
    const wrong = String((Number(mine) + 1) % 1_000_000).padStart(6, '0');
    const tried: string[] = [];
    for (let n = 0; n < 5; n++) tried.push(await ask({ user: 'v-1', email: 'bob@example.com', code: wrong }));
    expect(tried).toEqual(['wrong_code', 'wrong_code', 'wrong_code', 'wrong_code', 'too_many']);
    expect(await ask({ user: 'v-1', email: 'bob@example.com', code: mine })).toBe('too_many');
  });

  it('floods nobody: an address gets three codes, whoever asks, then pauses begin', async () => {
    const ask = open();
    const asked: string[] = [];
    for (const user of ['v-1', 'u-ann', 'v-1', 'u-ann']) asked.push(await ask({ user, email: 'bob@example.com' }));
    expect(asked).toEqual(['code_sent', 'code_sent', 'code_sent', 'too_many']);
    expect(got).toHaveLength(3);
  });

  it('goes to a customer five times, then pauses begin', async () => {
    const ask = open();
    const asked: string[] = [];
    for (let n = 0; n < 6; n++) asked.push(await ask({ user: 'u-ann', email: 'ann@example.com' }));
    expect(asked.slice(-2)).toEqual(['sent', 'too_many']);
  });

  it('says that it could not be sent, and that there is nothing to send', async () => {
    refuses = true;
    expect(await open()({ user: 'u-ann', email: 'ann@example.com' })).toBe('unavailable');
    expect(await open('smtp://127.0.0.1:1')({ user: 'u-ann', email: 'ann@example.com' })).toBe('unavailable');
    expect(await open()({ user: 'v-9', email: 'bob@example.com' })).toBe('nothing');
  });
});

it('is off without a server', () => expect(openMailer(undefined)).toBeUndefined());
