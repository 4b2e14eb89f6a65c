import type { WireMessage, WirePart } from '../channels/webchat/browser-message.ts';
import { addressOf } from './address-of.ts';
import { h, icon } from './dom.ts';
import type { WindowWords as Words } from './window-words.ts';

/** Shows the parts of a message. Everything that anyone wrote is set as text, never as HTML. */
export function showParts(message: WireMessage, words: Words, base: string): Node[] {
  const nodes: Node[] = [];
  let cards: HTMLElement | undefined;
  for (const part of message.parts) {
    try {
      if (part.type === 'card') {
        const shown = card(part, words, base);
        if (!cards) {
          cards = h('div.cards', { role: 'list' });
          nodes.push(carousel(cards, words));
        }
        cards.append(shown);
        if (cards.childElementCount > 1) cards.tabIndex = 0;
      } else {
        cards = undefined;
        nodes.push(...showPart(part, words, base));
      }
    } catch {
      // What cannot be shown as it is meant is shown as what it says: a part must not take the others with it.
      const { text, title, name } = part as { text?: unknown; title?: unknown; name?: unknown };
      nodes.push(h('div.bubble', {}, String(text ?? title ?? name ?? words.unsupported)));
    }
  }
  return nodes;
}

/** The cards with buttons to turn to the next, for who has a mouse: fingers and keys scroll by themselves. */
function carousel(cards: HTMLElement, words: Words): HTMLElement {
  const turn = (label: string, step: 1 | -1) =>
    h(
      `button.turn ${step > 0 ? 'on' : 'back'}`,
      {
        'aria-label': label,
        onclick: () => cards.scrollBy({ left: step * 216 * (getComputedStyle(cards).direction === 'rtl' ? -1 : 1), behavior: 'smooth' }),
      },
      icon('on'),
    );
  return h('div.reel', {}, cards, turn(words.back, -1), turn(words.next, 1));
}

function card(part: Extract<WirePart, { type: 'card' }>, words: Words, base: string): HTMLElement {
  const link = part.link && addressOf(part.link, base);
  return h(
    'div.card',
    { role: 'listitem' },
    part.image && h('img', { src: addressOf(part.image, base), alt: '' }),
    h('div', {}, h('b', {}, part.title), part.text && h('p', {}, part.text)),
    link && anchor(link, part.button ?? words.open, h('span.sr', {}, part.title)),
  );
}

function showPart(part: Exclude<WirePart, { type: 'card' }>, words: Words, base: string): Node[] {
  const bubble = (...children: (Node | string)[]) => h('div.bubble', {}, ...children);
  if (part.type === 'text') return [bubble(...linked(part.text))];
  const url = 'url' in part && addressOf(part.url, base);
  if (!url) return [bubble(part.type === 'link' ? [part.title, part.url].filter(Boolean).join(' ') : words.unsupported)];
  if (part.type === 'link') return [bubble(anchor(url, part.title ?? part.url))];
  const { type, caption } = part as Extract<WirePart, { bytes?: number }>;
  const name = part.name ?? words.file;
  const frame = (child: Node) => h('div.media', {}, child);
  const shown = {
    image: () => {
      const link = anchor(url, h('img', { src: url, alt: caption ?? name }));
      link.className = 'media';
      return link;
    },
    audio: () => frame(h('audio', { src: url, controls: true, 'aria-label': name })),
    video: () => frame(h('video', { src: url, controls: true, playsinline: true, 'aria-label': name })),
    file: () => bubble(anchor(url, name), h('small', {}, part.bytes ? `${Math.ceil(part.bytes / 1e3)} KB` : '')),
  }[type]();
  return caption ? [shown, bubble(...linked(caption))] : [shown];
}

/** Links to this very page's site stay in the window, so that the chat stays open beside the product; others open beside it. */
function anchor(url: string, ...children: (Node | string)[]): HTMLAnchorElement {
  const own = new URL(url).origin === location.origin && !/\/media\//.test(url);
  return h('a', { href: url, target: own ? undefined : '_blank' }, ...children);
}

/**
 * What stands in an address: no spaces, quotes, invisible or turning characters, nor Chinese, Japanese or Korean text and
 * punctuation (U+2010 to 2027, U+3000 to 30FF, full-width forms), which is written right behind addresses without a space.
 */
const inAddress = String.raw`[^\s<>"'\p{C}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\u2010-\u2027\u3000-\u30ff\uff00-\uffef]`;
const address = new RegExp(`(https?://${inAddress}*(?![.,!?;:)\\]])${inAddress})`, 'u');

/** The text with its http(s) addresses as links; what only looks like one stays text. */
function linked(text: string): (Node | string)[] {
  return text.split(address).map((piece, i) => {
    const url = i % 2 ? addressOf(piece, location.origin) : undefined;
    return url ? anchor(url, piece) : piece;
  });
}
