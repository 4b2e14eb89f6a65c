/** What the engine wants done, worked into the draft of the turn. Nothing is done here: sends, calls and timers start after the write. */
import type { Effect } from '../engine/turn.ts';
import type { OutboundMessage } from '../message.ts';
import { plainText } from '../message.ts';
import type { ConsentRow, NoticeRow, OutboxItem, TrackRow } from '../store/collections.ts';
import { applyOp } from './contact-change.ts';
import { changeContact, type Draft } from './draft.ts';
import { withdrawPromotions, withdrawRun, withdrawStopped } from './withdrawing.ts';

/** Characters of a conversation's preview. */
const previewLength = 200;

/** Puts one effect into the draft. Calls are the turn's own matter and not for here. */
export function applyEffect(draft: Draft, effect: Exclude<Effect, { type: 'call' }>, now: number, author = 'bot'): void {
  const conversation = draft.base._id;
  switch (effect.type) {
    case 'send': {
      const { id: key, parts, choices, many, template, lang, run, stopOn, about } = effect;
      const message: OutboundMessage = { key, to: draft.base.address, parts, choices, many, class: effect.class, lang };
      if (template) message.template = { ...template, lang };
      addMessage(draft, message, now, author, { run, stopOn, about });
      return;
    }
    case 'timer':
      draft.timers = [...draft.timers.filter((one) => one.id !== effect.id), { id: effect.id, at: effect.at, ...(!effect.date && { set: now }) }];
      return;
    case 'cancelTimer':
      draft.timers = draft.timers.filter((one) => one.id !== effect.id);
      return;
    case 'remember': {
      const { op } = effect;
      changeContact(draft, (contact) => applyOp(contact, op));
      if ('consent' in op && op.consent === 'marketing' && !op.granted) withdrawPromotions(draft);
      if ('consent' in op) addConsent(draft, effect.id, { purpose: op.consent, granted: op.granted, words: op.words, source: conversation }, now);
      return;
    }
    case 'track':
      addTrack(draft, effect.id, effect.name, effect.data, now);
      return;
    case 'notify':
      addTrack(draft, effect.id, 'notify', { to: effect.to, text: effect.text }, now);
      addNotice(draft, effect.id, effect.to, effect.text, now);
      return;
    case 'withdraw':
      return withdrawRun(draft, effect.run);
    case 'handoff':
      if (effect.action === 'begin') {
        withdrawStopped(draft, 'handoff');
        const { team, priority, note } = effect;
        addTrack(draft, effect.id, 'handoff', { ...(team && { team }), ...(priority && { priority }), ...(note && { note }) }, now);
        // A person who takes the conversation by themselves needs no call.
        if (note || team) addNotice(draft, effect.id, team ?? 'team', note ?? '', now);
      }
      return;
  }
}

/** The run that wrote it, and what ends it. */
type MessageOf = Pick<OutboxItem, 'run' | 'stopOn' | 'about'>;

/** A message of the shop: into the outbox and among the conversation's messages. */
export function addMessage(draft: Draft, message: OutboundMessage, now: number, author: string, of: MessageOf = {}): void {
  draft.messages += 1;
  draft.items.push({
    item: { message, state: 'queued', done: 0, refs: [], tries: 0, at: now, since: now, ...of },
    row: {
      _id: message.key,
      v: 1,
      conversation: draft.base._id,
      n: draft.messages,
      at: now,
      direction: 'out',
      author,
      parts: message.parts,
      choices: message.choices?.map((choice) => choice.label),
      tokens: message.choices?.map((choice) => choice.token),
      many: message.many ? true : undefined,
      template: message.template,
      class: message.class,
    },
  });
  touch(draft, message.parts, now);
}

/** A line in the ledger of consent. */
export function addConsent(draft: Draft, id: string, entry: Pick<ConsentRow, 'purpose' | 'granted' | 'words' | 'source'>, now: number): void {
  const row: ConsentRow = { _id: id, v: 1, contact: draft.contact._id, at: now, ...entry };
  draft.ops.push({ op: 'insert', in: 'consents', row });
}

/** The conversation's place and words in lists. */
export function touch(draft: Draft, parts: OutboundMessage['parts'], now: number): void {
  draft.lastAt = Math.max(draft.lastAt, now);
  const text = plainText(parts);
  if (text) draft.preview = text.slice(0, previewLength);
}

/** What the session says of a hand-off becomes the row's owner and state. Its time limit is a timer of the engine like any other. */
export function followHandoff(draft: Draft): void {
  if (draft.session.handoff || draft.session.queued) {
    draft.state = 'handoff';
    return;
  }
  if (draft.state !== 'handoff') return;
  draft.state = 'open';
  draft.owner = 'bot';
}

/** Kept with the turn, so that it is neither lost nor told twice; people read it in the console or at /api/notices. */
function addNotice(draft: Draft, id: string, to: string, text: string, at: number): void {
  const row: NoticeRow = { _id: id, v: 1, conversation: draft.base._id, to, text, at, unread: 1 };
  draft.ops.push({ op: 'insert', in: 'notices', row });
  draft.notices.push({ to, text });
}

function addTrack(draft: Draft, id: string, name: string, data: TrackRow['data'], at: number): void {
  const row: TrackRow = { _id: id, v: 1, name, conversation: draft.base._id, contact: draft.contact._id, at, data };
  draft.ops.push({ op: 'insert', in: 'tracks', row });
}
