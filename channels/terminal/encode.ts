/** Messages -> what the terminal shows, a request for each piece. Pure. */

import type { EncodeContext, ProviderRequest } from '../../src/channel.ts';
import { clean, degrade, type Piece, wordsFor } from '../../src/channel-kit/degrade/degrade.ts';
import { mediaAddress, storedPath } from '../../src/channel-kit/public-address.ts';
import type { Choice, Media, OutboundMessage } from '../../src/message.ts';
import { capabilities } from './capabilities.ts';

/** One thing on the screen. */
export interface Shown {
  type: 'text' | 'image' | 'audio' | 'video' | 'file' | 'card' | 'place';
  /** Lines are kept. */
  text: string;
  choices?: Choice[];
}

function where(media: Media, context: EncodeContext): string {
  return mediaAddress(media, context.publicUrl) ?? media.url ?? (media.stored ? storedPath(media.stored) : undefined) ?? media.name ?? media.ref ?? '';
}

function lines(...texts: (string | undefined)[]): string {
  return texts
    .map((text) => clean(text ?? ''))
    .filter((text) => text !== '')
    .join('\n');
}

function shownPiece(piece: Piece, context: EncodeContext): Shown {
  switch (piece.type) {
    case 'text':
      return { type: 'text', text: piece.text };
    case 'media':
      return { type: piece.kind, text: lines(piece.caption, where(piece.media, context)) };
    case 'card':
      return { type: 'card', text: lines(piece.card.title, piece.card.text, piece.card.link, piece.card.image) };
    case 'place':
      return { type: 'place', text: lines(piece.name, piece.address, `${piece.latitude},${piece.longitude}`) };
  }
}

/** The choices as they are, without numbers: the screen numbers them. */
function shownChoice(choice: Choice, index: number): Choice {
  const description = lines(choice.description, choice.image).replaceAll('\n', ' ');
  const label = clean(choice.label).replace(/\s+/g, ' ') || String(index + 1);
  return { token: choice.token, label, ...(description ? { description } : {}) };
}

/** Turns a message into requests. Pure. Choices stand with the last text, so that the terminal can number them. */
export function encode(message: OutboundMessage, context: EncodeContext): ProviderRequest[] {
  const { choices = [], many, ...rest } = message;
  const shown = degrade(rest, capabilities, message.lang, { publicUrl: context.publicUrl })
    .map((piece) => shownPiece(piece, context))
    .filter((each) => each.text !== '');
  if (choices.length > 0) {
    const last = shown.pop() ?? { type: 'text', text: wordsFor(message.lang).choose };
    const text = many ? lines(last.text, wordsFor(message.lang).several) : last.text;
    shown.push({ ...last, text, choices: choices.map(shownChoice) });
  }
  return shown.map((body) => ({ method: 'print', path: message.to.user, body }));
}
