/** Effects of the engine on the unit of work of the turn. Nothing is done here: sends, calls and timers start after the write. */
import type { Effect } from '../../engine/model/engine-turn.ts';
import type { OutboundMessage } from '../../message.ts';
import { plainText } from '../../message.ts';
import type { ConsentRow, NoticeRow, OutboxItem, TrackRow } from '../../store/collections.ts';
import { applyOp } from '../rows/contact-change.ts';
import { tallyMessage } from './day-tally.ts';
import { withdrawPromotions, withdrawRun, withdrawStopped } from './supersede.ts';
import { changeContact, type UnitOfWork } from './unit-of-work.ts';

/** Characters of a conversation's preview. */
const previewLength = 200;

/** Adds one effect to the unit of work. Calls are the turn's own matter and not for here. */
export function applyEffect(work: UnitOfWork, effect: Exclude<Effect, { type: 'call' }>, now: number, author = 'bot'): void {
  const conversation = work.base._id;
  switch (effect.type) {
    case 'send': {
      const { id: key, parts, choices, many, form, template, lang, run, stopOn, about } = effect;
      const message: OutboundMessage = { key, to: work.base.address, parts, choices, many, class: effect.class, lang };
      if (form) message.form = form;
      if (template) message.template = { ...template, lang };
      addMessage(work, message, now, author, { run, stopOn, about });
      return;
    }
    case 'timer':
      work.timers = [...work.timers.filter((one) => one.id !== effect.id), { id: effect.id, at: effect.at, ...(!effect.date && { set: now }) }];
      return;
    case 'cancelTimer':
      work.timers = work.timers.filter((one) => one.id !== effect.id);
      return;
    case 'remember': {
      const { op } = effect;
      changeContact(work, (contact) => applyOp(contact, op));
      if ('consent' in op && op.consent === 'marketing' && !op.granted) withdrawPromotions(work);
      if ('consent' in op) addConsent(work, effect.id, { purpose: op.consent, granted: op.granted, words: op.words, source: conversation }, now);
      return;
    }
    case 'track':
      addTrack(work, effect.id, effect.name, effect.data, now);
      return;
    case 'notify':
      addTrack(work, effect.id, 'notify', { to: effect.to, text: effect.text }, now);
      addNotice(work, effect.id, effect.to, effect.text, now);
      return;
    case 'withdraw':
      return withdrawRun(work, effect.run);
    case 'handoff':
      if (effect.action === 'begin') {
        withdrawStopped(work, 'handoff');
        const { team, priority, note } = effect;
        addTrack(work, effect.id, 'handoff', { ...(team && { team }), ...(priority && { priority }), ...(note && { note }) }, now);
        // A person who takes the conversation by themselves needs no call.
        if (note || team) addNotice(work, effect.id, team ?? 'team', note ?? '', now);
      }
      return;
  }
}

/** The run that wrote it, and what ends it. */
type MessageOf = Pick<OutboxItem, 'run' | 'stopOn' | 'about'> & {
  /** Since when the customer waited for it, epoch ms. */
  waited?: number | undefined;
};

/** Adds a message of the shop to the outbox and to the conversation's messages. */
export function addMessage(work: UnitOfWork, message: OutboundMessage, now: number, author: string, { waited, ...of }: MessageOf = {}): void {
  work.messages += 1;
  if (work.today) tallyMessage(work.today, author, message.class, now, waited);
  work.items.push({
    item: { message, state: 'queued', done: 0, refs: [], tries: 0, at: now, since: now, ...of },
    row: {
      _id: message.key,
      v: 1,
      conversation: work.base._id,
      n: work.messages,
      at: now,
      direction: 'out',
      author,
      parts: message.parts,
      choices: message.choices?.map((choice) => choice.label),
      tokens: message.choices?.map((choice) => choice.token),
      many: message.many ? true : undefined,
      form: message.form,
      template: message.template,
      class: message.class,
    },
  });
  // Lists show what the customer said last; what the shop said stands there only until they say something.
  touch(work, work.preview === '' ? message.parts : [], now);
}

/** Adds a line to the ledger of consent. */
export function addConsent(work: UnitOfWork, id: string, entry: Pick<ConsentRow, 'purpose' | 'granted' | 'words' | 'source'>, now: number): void {
  const row: ConsentRow = { _id: id, v: 1, contact: work.contact._id, at: now, ...entry };
  work.ops.push({ op: 'insert', in: 'consents', row });
}

/** Updates the conversation's place and words in lists. */
export function touch(work: UnitOfWork, parts: OutboundMessage['parts'], now: number): void {
  work.lastAt = Math.max(work.lastAt, now);
  const text = plainText(parts);
  if (text) work.preview = text.slice(0, previewLength);
}

/** Sets the row's owner and state by the hand-off of the session. Its time limit is a timer of the engine like any other. */
export function followHandoff(work: UnitOfWork): void {
  if (work.session.handoff || work.session.queued) {
    work.state = 'handoff';
    return;
  }
  if (work.state !== 'handoff') return;
  work.state = 'open';
  work.owner = 'bot';
}

/** Adds a notice to the turn, so that it is neither lost nor sent twice; people read it in the console or at /api/notices. */
function addNotice(work: UnitOfWork, id: string, to: string, text: string, at: number): void {
  const row: NoticeRow = { _id: id, v: 1, conversation: work.base._id, to, text, at, unread: 1 };
  work.ops.push({ op: 'insert', in: 'notices', row });
  work.notices.push({ to, text });
}

function addTrack(work: UnitOfWork, id: string, name: string, data: TrackRow['data'], at: number): void {
  const row: TrackRow = { _id: id, v: 1, name, conversation: work.base._id, contact: work.contact._id, at, data };
  work.ops.push({ op: 'insert', in: 'tracks', row });
}
