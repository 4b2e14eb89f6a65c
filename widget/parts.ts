import type { WireMessage, WirePart } from '../channels/webchat/wire.ts';
import { h } from './dom.ts';
import type { Words } from './words.ts';

/** Our own paths are under the server that the widget came from, not under the page's. Other schemes than http(s) are dropped. */
export function addressOf(url: string, base: string): string | undefined {
  try {
    const full = new URL(url, `${base}/`);
    return /^https?:$/.test(full.protocol) ? full.href : undefined;
  } catch {
    return undefined;
  }
}

/** The parts of a message. Everything that anyone wrote is set as text, never as HTML. */
export function showParts(message: WireMessage, words: Words, base: string): Node[] {
  const nodes: Node[] = [];
  let cards: HTMLElement | undefined;
  for (const part of message.parts) {
    if (part.type === 'card') {
      if (!cards) {
        cards = h('div.cards', { role: 'list' });
        nodes.push(cards);
      }
      cards.append(card(part, words, base));
    } else {
      cards = undefined;
      nodes.push(...showPart(part, words, base));
    }
  }
  if (cards && cards.childElementCount > 1) cards.tabIndex = 0;
  return nodes;
}

function card(part: Extract<WirePart, { type: 'card' }>, words: Words, base: string): HTMLElement {
  const link = part.link && addressOf(part.link, base);
  return h(
    'article.card',
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
  if (!url) return [bubble(words.unsupported)];
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

/** The text with its http(s) addresses as links. */
function linked(text: string): (Node | string)[] {
  return text
    .split(/(https?:\/\/[^\s<>"'，。！？；、（）《》]*[^\s<>"'，。！？；、（）《》.,!?;:)\]])/)
    .map((piece, i) => (i % 2 ? anchor(piece, piece) : piece));
}
