/** Products in a call: the shop's side looks for one and shows it; the customer sees it beside the picture, and it comes into the chat. */
import { ask } from './line.ts';
import { type Card, card, cardSent, cardsFound, readAs } from './shapes.ts';
import { button, element } from './view.ts';
import { say } from './words.ts';

/** Reads a card that the other page tells; null for anything else. Links of other kinds than http are left out. */
export const readCard = (text: string): Card | null => (text.startsWith('{') ? readAs(card, text) : null);

/** The text by which the other page is told of a card: short enough for its limit of 1,000 characters. */
export function toTell({ title, text = '', link = '' }: Card): string {
  return JSON.stringify({ title: title.slice(0, 150), text: text.slice(0, 100), ...(link.length <= 500 && { link }) });
}

/** The place where what is shown stands, on both sides. */
export function createShelf() {
  const shelf = element('div', { id: 'shown', role: 'status' });
  return {
    shelf,
    put(card: Card): void {
      const title = card.link ? element('a', { href: card.link, target: '_blank', rel: 'noopener noreferrer' }, card.title) : element('b', {}, card.title);
      shelf.replaceChildren(title, ...(card.text ? [element('span', {}, card.text)] : []));
    },
  };
}

/** The shop's search: what is sent goes into the chat by the server, and to `shown` for the page of the customer. */
export function createSearch(key: string, shown: (card: Card) => void) {
  const words = element('input', { id: 'words', type: 'search', maxLength: 200 });
  words.setAttribute('aria-label', say('product'));
  words.placeholder = say('product');
  const list = element('ul', { id: 'goods' });
  const state = element('span', { role: 'status' });
  const send = async (asked: string, product: string): Promise<void> => {
    const response = await ask('/call/card', key, { words: asked, product, id: crypto.randomUUID() });
    state.textContent = say(response?.ok ? 'sent' : response ? 'nothing' : 'unreachable');
    if (!response?.ok) return;
    const told = readAs(cardSent, await response.text().catch(() => ''));
    list.replaceChildren();
    if (told) shown(told.card);
  };
  const form = element(
    'form',
    {
      id: 'search',
      async onsubmit(event) {
        event.preventDefault();
        const asked = words.value.trim();
        if (!asked) return;
        const response = await ask('/call/products', key, { words: asked });
        const { items } = (response?.ok ? readAs(cardsFound, await response.text().catch(() => '')) : null) ?? { items: [] };
        state.textContent = items.length ? '' : say(response ? 'nothing' : 'unreachable');
        list.replaceChildren(
          ...items.map(({ id, card }) =>
            element(
              'li',
              {},
              element('span', {}, [card.title, card.text].filter(Boolean).join(' · ')),
              button('sendCard', () => send(asked, id), `send-${id}`),
            ),
          ),
        );
      },
    },
    words,
    element('button', { id: 'look' }, say('look')),
    state,
  );
  return element('section', {}, form, list);
}
