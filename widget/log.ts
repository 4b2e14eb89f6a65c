import type { WireForm, WireMessage } from '../channels/webchat/browser-message.ts';
import type { Pending } from '../sdk/outbox.ts';
import { type ChoicesOptions, markAnswered, showChoices } from './choices.ts';
import { dateLang } from './date-lang.ts';
import { h } from './dom.ts';
import type { FormOptions, showForm } from './form.ts';
import { showParts } from './parts.ts';

interface Row {
  key: string;
  element: HTMLElement;
  at: number;
  /** The server knows it; `at` is then its time. */
  stored: boolean;
  message: WireMessage;
  choices: HTMLElement | null;
}

export interface Log {
  readonly element: HTMLElement;
  message(message: WireMessage, synced: boolean): void;
  pending(pending: Pending, sent: boolean): void;
  typing(): void;
  /** A person of the shop has read what was said until `at`, epoch ms. */
  seen(at: number): void;
  toEnd(): void;
  clear(): void;
}

export interface LogOptions extends ChoicesOptions {
  /** Reads what was said before; resolves to false when there was no more. */
  onOlder: () => Promise<boolean>;
  onRetry: (id: string) => void;
  onFill: FormOptions['onFill'];
  /** The visitor has scrolled up and something new came below, or is back at the end. */
  onBehind: (behind: boolean) => void;
}

const pauseMs = 15 * 60_000;

/** Creates the list of messages, in the order of the server; what is being sent stands where it was written. */
export function createLog(options: LogOptions): Log {
  const { words, base, lang, onOlder, onRetry, onBehind, onFill } = options;
  const element = h('div.log', { role: 'log', 'aria-label': words.log, tabindex: '0' });
  const dots = h('div.row', { role: 'status' }, h('span.sr', {}, words.typing), h('div.bubble dots', {}, h('i'), h('i'), h('i')));
  const rows: Row[] = [];
  const timeLang = dateLang(lang);
  const mark = h('div.note', { 'aria-hidden': 'true' });
  let older: 'some' | 'asked' | 'none' = 'some';
  let typingTimer: ReturnType<typeof setTimeout> | undefined;

  const atEnd = () => element.scrollHeight - element.scrollTop - element.clientHeight < 90;
  const toEnd = () => {
    element.scrollTop = element.scrollHeight;
    onBehind(false);
  };
  element.addEventListener('scroll', () => {
    if (atEnd()) onBehind(false);
    if (element.scrollTop < 60 && element.scrollHeight > element.clientHeight && rows.length) void readOlder();
  });
  /** What is looked at stays where it is while lines come above it. */
  const readOlder = async () => {
    if (older !== 'some') return;
    older = 'asked';
    const below = element.scrollHeight - element.scrollTop;
    const more = await onOlder().catch(() => true);
    older = more ? 'some' : 'none';
    element.scrollTop = element.scrollHeight - below;
  };
  element.addEventListener('load', () => follow && toEnd(), true);
  let follow = true;

  const timeLabel = (at: number, before: number | undefined): HTMLElement | null => {
    if (before !== undefined && at - before < pauseMs) return null;
    const date = new Date(at);
    return h('time.time', {}, date.toLocaleString(timeLang, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }));
  };

  const fill = (row: Row) => {
    const { message } = row;
    const own = message.from === 'me';
    row.choices = message.form ? formOf(message.form) : message.choices?.length ? showChoices(message, options) : null;
    row.element.className = own ? 'row me' : 'row';
    row.element.replaceChildren(
      !own && message.author ? h('span.name', {}, message.author) : h('span.sr', {}, `${own ? words.you : words.shop}: `),
      ...showParts(message, words, base),
      ...(row.choices ? [row.choices] : []),
    );
  };

  /** What was typed into forms, by the names of their questions. */
  const values = new Map<string, string>();
  const formOf = (form: WireForm): HTMLElement => {
    const shown = h('div.choices', { role: 'group' });
    import(`${base}/widget/form.js`)
      .then((module: { showForm: typeof showForm }) => {
        const end = atEnd();
        module.showForm(shown, form, { words, values, onFill });
        if (end) toEnd();
      })
      // The question stands above, and can be answered in words.
      .catch(() => shown.remove());
    return shown;
  };
  /** Forms before the newest message of the shop are over. */
  const closeForms = () => {
    const last = rows.findLast(({ message }) => message.from === 'shop');
    for (const { message, choices } of rows) {
      if (!choices || !message.form || message === last?.message || choices.dataset.over) continue;
      choices.dataset.over = 'true';
      choices.dispatchEvent(new Event('over'));
    }
  };

  /** A question that this answers cannot be answered a second time by mistake. */
  const answer = (index: number) => {
    const said = rows[index]?.message.parts[0];
    const question = rows.slice(0, index).findLast((row) => row.choices);
    if (question?.choices && !question.message.form && said?.type === 'text') markAnswered(question.choices, question.message, said.text.trim());
  };

  /** Below the visitor's last line stands what became of it, until the shop answers. */
  let seenAt = 0;
  const showMark = (writes: boolean) => {
    const last = rows.at(-1);
    mark.remove();
    if (!last?.stored || last.message.from !== 'me') return;
    const end = atEnd();
    mark.textContent = writes || last.at <= seenAt ? `✓✓ ${words.read}` : `✓ ${words.sent}`;
    last.element.append(mark);
    if (end) element.scrollTop = element.scrollHeight;
  };

  const place = (row: Row, synced: boolean) => {
    let index = rows.length;
    for (; index > 0; index -= 1) {
      const before = rows[index - 1];
      // What comes from before stands in front of others of its moment.
      if (!before || (before.stored ? before.at < row.at || (before.at === row.at && older !== 'asked') : synced || !row.stored)) break;
    }
    const next = rows[index];
    const label = timeLabel(row.at, rows[index - 1]?.at);
    follow = older !== 'asked' && (!synced || row.message.from === 'me' || atEnd());
    rows.splice(index, 0, row);
    if (label) element.insertBefore(label, next?.element ?? null);
    element.insertBefore(row.element, next?.element ?? null);
    if (row.message.from === 'me') answer(index);
    else closeForms();
    if (dots.isConnected) element.append(dots);
    showMark(false);
    if (follow) toEnd();
    else if (older !== 'asked') onBehind(true);
  };

  const find = (key: string) => rows.find((row) => row.key === key);
  return {
    element,
    toEnd,
    message(message, synced) {
      const own = message.from === 'me';
      const key = own ? message.id.slice(message.id.lastIndexOf('.') + 1) : message.id;
      const known = find(key);
      if (known) {
        if (known.stored) return;
        const media = message.parts.some((part) => part.type !== 'text');
        Object.assign(known, { message, at: message.at, stored: true });
        if (media) fill(known);
        else settle(known);
        showMark(false);
        return;
      }
      const row: Row = { key, element: h('div'), at: message.at, stored: true, message, choices: null };
      fill(row);
      if (!own) dots.remove();
      place(row, synced);
    },
    pending(pending, sent) {
      const known = find(pending.id);
      if (known?.stored) return;
      const message: WireMessage = { id: pending.id, from: 'me', at: pending.at, parts: [{ type: 'text', text: pending.text }] };
      const row: Row = known ?? { key: pending.id, element: h('div'), at: pending.at, stored: false, message, choices: null };
      if (!known) {
        fill(row);
        place(row, true);
      }
      settle(row);
      if (sent) return;
      row.element.classList.add('wait');
      row.element.append(pending.state === 'sending' ? h('div.note', {}, words.sending) : failure(pending));
      if (follow) toEnd();
    },
    typing() {
      clearTimeout(typingTimer);
      typingTimer = setTimeout(() => dots.remove(), 6_000);
      const end = atEnd();
      showMark(true);
      element.append(dots);
      if (end) toEnd();
    },
    seen(at) {
      seenAt = Math.max(seenAt, at);
      showMark(false);
    },
    clear() {
      rows.splice(0);
      older = 'some';
      element.replaceChildren();
    },
  };

  function settle(row: Row): void {
    row.element.classList.remove('wait');
    row.element.querySelector('.note')?.remove();
  }

  function failure(pending: Pending): HTMLElement {
    const { state, why, id } = pending;
    const again = why !== 'tooLarge' && why !== 'badType' && h('button', { onclick: () => onRetry(id) }, words.retry);
    return h('div.note bad', { role: 'alert' }, words[why ?? (state === 'later' ? 'later' : 'failed')], again);
  }
}
