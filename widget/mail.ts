/** Asks for an e-mail address, and for the code that proves it, to send the conversation there. A part of its own: few want it. */
import type { Chat } from '../sdk/chat.ts';
import { h } from './dom.ts';
import type { WindowWords } from './window-words.ts';

/** Shows the question above the line to write in; a second call only brings it back to mind. */
export function askForMail(panel: HTMLElement, chat: Pick<Chat, 'post'>, words: WindowWords, lang: string): void {
  const open = panel.querySelector<HTMLElement>('.mail');
  if (open) return open.querySelector('input')?.focus();
  const label = h('label', { for: 'mail-input' }, words.mailAddress);
  const input = h('input', { id: 'mail-input', type: 'email', autocomplete: 'email', maxlength: '254' });
  const state = h('p', { role: 'status' });
  let email = '';
  /** Asks for the code that proves `address`; for an address where there is none. */
  const asks = (address: string) => {
    email = address;
    label.textContent = address ? words.mailCode : words.mailAddress;
    state.textContent = '';
    if (address) Object.assign(input, { type: 'text', inputMode: 'numeric', autocomplete: 'one-time-code', maxLength: 7, value: '' });
    else Object.assign(input, { type: 'email', inputMode: '', autocomplete: 'email', maxLength: 254, value: '' });
    if (address) close.before(again);
    else again.remove();
    input.focus();
  };
  const send = async () => {
    const said = input.value.trim();
    if (!said) return input.focus();
    set.disabled = true;
    const body = email ? { email, code: said, lang } : { email: said, lang };
    let why: number | 'network' | undefined;
    const answer = await chat.post('transcript', body, (status) => {
      why = status;
    });
    set.disabled = false;
    if (answer?.result === 'sent') return set.replaceChildren(h('p', { role: 'status' }, words.mailSent), close);
    if (answer) return asks(said);
    state.textContent = email && why === 403 ? words.mailWrong : words.mailFailed;
    input.focus();
  };
  const again = h('button.choice', { onclick: () => asks('') }, words.mailAgain);
  const close = h('button.choice', { onclick: () => set.remove() }, words.mailClose);
  const set = h(
    'fieldset.fill mail',
    {},
    h('legend.sr', {}, words.mail),
    h('div', {}, label, input),
    state,
    h('button.choice done', { onclick: send }, words.send),
    close,
  );
  set.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      set.remove();
    }
    if (event.key !== 'Enter' || event.isComposing || event.target !== input) return;
    event.preventDefault();
    void send();
  });
  panel.querySelector('form')?.before(set);
  input.focus();
}
