/** Messages -> requests. Pure. REPLACE: the page that describes the request. */
import type { EncodeContext, ProviderRequest } from '../../src/channel.ts';
import { degrade, type Piece } from '../../src/channel-kit/degrade/degrade.ts';
import { publicAddress } from '../../src/channel-kit/public-address.ts';
import type { OutboundMessage } from '../../src/message.ts';
import { capabilities } from './capabilities.ts';

function request(to: string, piece: Piece, context: EncodeContext): ProviderRequest[] {
  const made = { method: 'POST', path: '/messages' };
  switch (piece.type) {
    case 'text':
      return [{ ...made, body: { to, type: 'text', text: piece.text } }];
    case 'media': {
      const url = publicAddress(piece.media.url, context.publicUrl) ?? piece.media.url;
      return [{ ...made, body: { to, type: piece.kind }, media: { file: { ...piece.media, ...(url ? { url } : {}) } } }];
    }
    // degrade() makes these only where capabilities say that the channel has them.
    case 'card':
    case 'place':
      return [];
  }
}

export function encode(message: OutboundMessage, context: EncodeContext): ProviderRequest[] {
  return degrade(message, capabilities, message.lang, { publicUrl: context.publicUrl }).flatMap((piece) => request(message.to.user, piece, context));
}
