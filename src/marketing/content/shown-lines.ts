/** A message as a channel shows it, in lines for the merchant: buttons that it has, else numbers; cards, else words; long texts in pieces. Pure. */
import type { Channel } from '../../channel.ts';
import { degrade, type Piece } from '../../channel-kit/degrade/degrade.ts';
import type { Address, Choice } from '../../message.ts';
import type { Said } from '../broadcast/content.ts';

const buttons = (items: readonly Choice[] | undefined): string[] => (items?.length ? [items.map(({ label }) => `[${label}]`).join(' ')] : []);

function linesOf(piece: Piece): string[] {
  switch (piece.type) {
    case 'text':
      return [piece.text, ...buttons(piece.choices?.items)];
    case 'media':
      return [`[${piece.media.url ?? piece.kind}] ${piece.caption ?? ''}`.trim(), ...buttons(piece.choices?.items)];
    case 'card':
      return [[piece.card.title, piece.card.text, piece.card.link].filter(Boolean).join(' · ')];
    case 'place':
      return [piece.name ?? ''];
  }
}

/** Returns the lines that a person would see there; the template comes last, with what stands in it. `publicUrl`: see PUBLIC_URL. */
export function shownLines(said: Said, { capabilities }: Pick<Channel, 'capabilities'>, to: Address, publicUrl?: string): string[] {
  const { template, flow: _, ...rest } = said;
  const message = { ...rest, key: '', to, class: 'promo' as const };
  const lines = degrade(message, capabilities, said.lang, publicUrl === undefined ? {} : { publicUrl }).flatMap(linesOf);
  if (!template) return lines;
  const values = Object.entries(template.params).map(([name, value]) => `${name}=${value}`);
  return [...lines, `${template.name}: ${values.join(', ')}`];
}
