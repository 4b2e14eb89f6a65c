import type { WireChoice, WireMessage } from '../channels/webchat/browser-message.ts';
import { addressOf } from './address-of.ts';
import { h } from './dom.ts';
import type { WindowWords } from './window-words.ts';

export interface ChoicesOptions {
  words: WindowWords;
  base: string;
  lang: string;
  onPress: (choice: WireChoice) => void;
}

/** A question whose answers are 1 to 5 is shown as stars, one of 1 to 10 as a scale. */
function scaleOf(choices: readonly WireChoice[]): 5 | 10 | undefined {
  const { length } = choices;
  return (length === 5 || length === 10) && choices.every(({ label, description, image }, i) => label === String(i + 1) && !description && !image)
    ? length
    : undefined;
}

/** Shows the choices of a message as buttons. */
export function showChoices(message: WireMessage, { words, base, lang, onPress }: ChoicesOptions): HTMLElement {
  const choices = message.choices ?? [];
  const scale = message.many ? undefined : scaleOf(choices);
  const first = message.parts.find((part) => part.type === 'text');
  const chosen = new Set<WireChoice>();
  const group = h(scale ? 'div.choices scale' : 'div.choices', { role: 'group', 'aria-label': first?.type === 'text' ? first.text : words.log });
  const done = h(
    'button.choice done',
    { disabled: true, onclick: () => onPress({ label: [...chosen].map((choice) => choice.label).join(lang.startsWith('zh') ? '、' : ', ') }) },
    words.done,
  );
  choices.forEach((choice, i) => {
    const press = () => {
      if (!message.many) return onPress(choice);
      if (!chosen.delete(choice)) chosen.add(choice);
      button.setAttribute('aria-pressed', String(chosen.has(choice)));
      done.disabled = !chosen.size;
    };
    const image = choice.image && h('img', { src: addressOf(choice.image, base), alt: '' });
    const button = scale
      ? h(
          'button.choice',
          { onclick: press, 'aria-label': words.outOf.replace('{n}', choice.label).replace('{of}', String(scale)) },
          scale === 5 ? '★' : choice.label,
        )
      : h(
          'button.choice',
          { 'aria-pressed': message.many ? 'false' : undefined, onclick: press },
          image || h('b', { 'aria-hidden': 'true' }, String(i + 1)),
          h('span', {}, choice.label, choice.description && h('small', {}, choice.description)),
        );
    group.append(button);
  });
  if (message.many) group.append(done);
  return group;
}

/** Marks the question as answered by `text`, so that it is not answered a second time by mistake. */
export function markAnswered(group: HTMLElement, message: WireMessage, text: string): void {
  const choices = message.choices ?? [];
  const hit = (choice: WireChoice, i: number) =>
    choice.label === text || String(i + 1) === text || (message.many && text.split(/[、,] ?/).includes(choice.label));
  const at = choices.findIndex(hit);
  if (at < 0) return;
  const stars = scaleOf(choices) === 5;
  group.querySelectorAll<HTMLButtonElement>('button').forEach((button, i) => {
    const choice = choices[i];
    if (choice && hit(choice, i)) button.setAttribute('aria-pressed', 'true');
    if (stars) button.classList.toggle('lit', i <= at);
    button.disabled = true;
  });
}
