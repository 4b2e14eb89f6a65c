/** Sends a visitor of the web chat their conversation by e-mail: to the address that the shop knows of them, or to one that a code proved to be theirs. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Logger } from '../logger.ts';
import type { Mailer } from '../mail/mailer.ts';
import { codeMail, type Said, transcriptMail } from '../mail/transcript-mail.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import type { ChatHistory } from '../server/chat/chat-history.ts';
import { isLanguageTag, type MailTranscript } from '../server/chat/transcript-route.ts';
import { type AttemptRule, beginTry } from '../shop/proof/attempt-count.ts';
import type { Alarm } from '../shop/proof/attempt-limiter.ts';
import { checkGuestCode, mailTo, makeGuestCode, toMail } from '../shop/proof/guest-codes.ts';
import { conversations } from '../store/collections.ts';
import type { Store } from '../store/store.ts';

export interface MailedTranscriptParts {
  store: Store;
  mailer: Mailer;
  contacts: Pick<Runtime['contacts'], 'get'>;
  history: ChatHistory;
  /** Tells whether a visitor is nobody whom the shop's signature names. */
  isVisitor(user: string): boolean;
  /** Name of the shop by language. */
  shop: Readonly<Record<string, string>>;
  langs: readonly string[];
  zone: string;
  publicUrl: string | undefined;
  /** Tells the team that more codes are asked for than the shop sends. */
  crowded: Alarm;
  log: Logger;
  now(): number;
  random?: (bytes: number) => Uint8Array;
}

const page = 100;
/** Messages of a mail, the newest. */
const mostSaid = 1_000;
const minute = 60_000;
/** Mails that a customer gets before pauses begin. */
const sendRule: AttemptRule = { free: 5, pauses: [10 * minute, 60 * minute, 24 * 60 * minute] };
const purpose = 'mail';

export function mailedTranscripts(parts: MailedTranscriptParts): MailTranscript {
  const { store, mailer, contacts, history, isVisitor, shop: names, langs, zone, publicUrl, crowded, log, now, random = randomBytes } = parts;
  const sent = async (mail: Parameters<Mailer['send']>[0], done: 'sent' | 'code_sent') => {
    const result = await mailer.send(mail);
    if (!result.ok) log.warn({ detail: result.detail }, 'an e-mail could not be sent');
    return result.ok ? done : 'unavailable';
  };
  return async ({ user, email, lang: asked, code }) => {
    const conversation = `webchat:main:${user}`;
    const row = await store.collection(conversations).get(conversation);
    if (!row) return 'nothing';
    const to = email.toLowerCase();
    const contact = await contacts.get(row.contact);
    const lang = [asked, contact?.lang, langs[0]].find((tag) => tag !== undefined && isLanguageTag(tag)) ?? 'en';
    const about = { to, lang, shop: names[lang.split('-')[0] ?? ''] ?? Object.values(names)[0] ?? '' };
    // What a customer only told is not proven: anybody can type another's.
    const known = !isVisitor(user) && contact?.email?.toLowerCase() === to && !contact.told?.includes('email');
    if (!known && code === undefined) {
      const made = await makeGuestCode(store, { contact: row.contact, conversation, purpose }, toMail(to), now(), random);
      if (!made.ok && made.crowded) await crowded(now());
      return made.ok ? sent(codeMail(made.code, about), 'code_sent') : 'too_many';
    }
    if (!known) {
      const checked = await checkGuestCode(store, row.contact, code ?? '', randomUUID(), now(), purpose);
      if (!checked.ok) return checked.code === 'too_many' ? 'too_many' : 'wrong_code';
      if (mailTo(checked.to) !== to) return 'wrong_code';
    }
    if ((await beginTry(store, `mail-sent:${row.contact}`, sendRule, now())) > 0) return 'too_many';
    return sent(transcriptMail(await saidIn(conversation), { ...about, zone, publicUrl }), 'sent');
  };

  async function saidIn(conversation: string): Promise<Said[]> {
    const all: Said[] = [];
    for (let before: number | undefined; all.length < mostSaid; ) {
      const rows = await history(conversation, null, page, before);
      all.unshift(...rows.filter(({ state }) => state === 'shown'));
      before = rows[0]?.n;
      if (rows.length < page || before === undefined) break;
    }
    return all;
  }
}
