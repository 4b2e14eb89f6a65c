import type { WireChoice, WireMessage } from '../channels/webchat/browser-message.ts';
import { h } from './dom.ts';
import type { Pending } from './outbox.ts';
import { addressOf, showParts } from './parts.ts';
import type { Words } from './words.ts';

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
  toEnd(): void;
}

export interface LogOptions {
  words: Words;
  base: string;
  lang: string;
  onPress: (choice: WireChoice) => void;
  onRetry: (id: string) => void;
  /** The visitor has scrolled up and something new came below, or is back at the end. */
  onBehind: (behind: boolean) => void;
}

const pauseMs = 15 * 60_000;

/** Creates the list of messages, in the order of the server; what is being sent stands where it was written. */
export function createLog({ words, base, lang, onPress, onRetry, onBehind }: LogOptions): Log {
  const element = h('div.log', { role: 'log', 'aria-label': words.log, tabindex: '0' });
  const dots = h('div.row', { role: 'status' }, h('span.sr', {}, words.typing), h('div.bubble dots', {}, h('i'), h('i'), h('i')));
  const rows: Row[] = [];
  // A page may call its language anything, "zh_CN" too; a date format throws at what is no language tag.
  const timeLang = canFormat(lang) ? lang : undefined;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;

  const atEnd = () => element.scrollHeight - element.scrollTop - element.clientHeight < 90;
  const toEnd = () => {
    element.scrollTop = element.scrollHeight;
    onBehind(false);
  };
  element.addEventListener('scroll', () => atEnd() && onBehind(false));
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
    row.choices = message.choices?.length ? showChoices(message) : null;
    row.element.className = own ? 'row me' : 'row';
    row.element.replaceChildren(
      !own && message.author ? h('span.name', {}, message.author) : h('span.sr', {}, `${own ? words.you : words.shop}: `),
      ...showParts(message, words, base),
      ...(row.choices ? [row.choices] : []),
    );
  };

  const showChoices = (message: WireMessage): HTMLElement => {
    const first = message.parts.find((part) => part.type === 'text');
    const chosen = new Set<WireChoice>();
    const group = h('div.choices', { role: 'group', 'aria-label': first?.type === 'text' ? first.text : words.log });
    const done = h(
      'button.choice done',
      {
        disabled: true,
        onclick: () => onPress({ label: [...chosen].map((choice) => choice.label).join(lang.startsWith('zh') ? '、' : ', ') }),
      },
      words.done,
    );
    message.choices?.forEach((choice, i) => {
      const image = choice.image && h('img', { src: addressOf(choice.image, base), alt: '' });
      const button = h(
        'button.choice',
        {
          'aria-pressed': message.many ? 'false' : undefined,
          onclick: () => {
            if (!message.many) return onPress(choice);
            if (!chosen.delete(choice)) chosen.add(choice);
            button.setAttribute('aria-pressed', String(chosen.has(choice)));
            done.disabled = !chosen.size;
          },
        },
        image || h('b', { 'aria-hidden': 'true' }, String(i + 1)),
        h('span', {}, choice.label, choice.description && h('small', {}, choice.description)),
      );
      group.append(button);
    });
    if (message.many) group.append(done);
    return group;
  };

  /** A question that this answers cannot be answered a second time by mistake. */
  const markAnswered = (index: number) => {
    const said = rows[index]?.message.parts[0];
    const question = rows.slice(0, index).findLast((row) => row.choices);
    if (!question?.choices || said?.type !== 'text') return;
    const text = said.text.trim();
    const choices = question.message.choices ?? [];
    const hit = (choice: WireChoice, i: number) =>
      choice.label === text || String(i + 1) === text || (question.message.many && text.split(/[、,] ?/).includes(choice.label));
    if (!choices.some(hit)) return;
    question.choices.querySelectorAll<HTMLButtonElement>('button').forEach((button, i) => {
      const choice = choices[i];
      if (choice && hit(choice, i)) button.setAttribute('aria-pressed', 'true');
      button.disabled = true;
    });
  };

  const place = (row: Row, synced: boolean) => {
    let index = rows.length;
    for (; index > 0; index -= 1) {
      const before = rows[index - 1];
      if (!before || (before.stored ? before.at <= row.at : synced || !row.stored)) break;
    }
    const next = rows[index];
    const label = timeLabel(row.at, rows[index - 1]?.at);
    follow = !synced || row.message.from === 'me' || atEnd();
    rows.splice(index, 0, row);
    if (label) element.insertBefore(label, next?.element ?? null);
    element.insertBefore(row.element, next?.element ?? null);
    if (row.message.from === 'me') markAnswered(index);
    if (dots.isConnected) element.append(dots);
    if (follow) toEnd();
    else onBehind(true);
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
      element.append(dots);
      if (end) toEnd();
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

function canFormat(lang: string): boolean {
  try {
    new Date(0).toLocaleString(lang);
    return true;
  } catch {
    return false;
  }
}
