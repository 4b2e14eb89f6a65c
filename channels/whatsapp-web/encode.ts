/** Messages -> calls of Client.sendMessage. Pure. Choices are numbered text; cards are a picture with a caption. */

import type { EncodeContext, ProviderRequest } from '../../src/channel.ts';
import { degrade, type Piece } from '../../src/channel-kit/degrade/degrade.ts';
import { publicAddress } from '../../src/channel-kit/public-address.ts';
import type { Media, OutboundMessage } from '../../src/message.ts';
import { capabilities } from './capabilities.ts';
import { chatIdOf } from './person.ts';
import type { SendBody } from './request.ts';

function call(body: SendBody, media?: Media): ProviderRequest {
  return { method: 'sendMessage', path: 'Client.sendMessage', body, ...(media ? { media: { media } } : {}) };
}

function pieceRequest(chatId: string, piece: Exclude<Piece, { type: 'card' }>, context: EncodeContext): ProviderRequest {
  switch (piece.type) {
    case 'text':
      // What begins like a vCard would be sent as one.
      return call({ chatId, content: piece.text, options: { linkPreview: piece.preview !== undefined, parseVCards: false } });
    case 'place': {
      const { type: _type, ...location } = piece;
      return call({ chatId, content: { location }, options: {} });
    }
    case 'media': {
      const url = publicAddress(piece.media.url, context.publicUrl);
      const options: SendBody['options'] = {};
      if (piece.caption) options.caption = piece.caption;
      if (piece.voice) options.sendAudioAsVoice = true;
      if (piece.kind === 'file') options.sendMediaAsDocument = true;
      return call({ chatId, content: { media: 'attach://media' }, options }, { ...piece.media, ...(url ? { url } : {}) });
    }
  }
}

/** Turns a message into requests. Pure. A bare number, as an import brings it, becomes the id of its chat. */
export function encode(message: OutboundMessage, context: EncodeContext): ProviderRequest[] {
  const chatId = chatIdOf.parse(message.to.user);
  return degrade(message, capabilities, message.lang, { publicUrl: context.publicUrl }).flatMap((piece) =>
    piece.type === 'card' ? [] : [pieceRequest(chatId, piece, context)],
  );
}
