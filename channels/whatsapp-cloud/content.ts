/** The content of one WhatsApp message as parts. Pure. */

import { formParts, formValues } from '../../src/channel-kit/form-answers.ts';
import { mediaKind } from '../../src/channel-kit/media-kind.ts';
import { usualMime } from '../../src/channel-kit/mime-aliases.ts';
import type { Media, Part } from '../../src/message.ts';
import type { Content } from './payload.ts';

type File = NonNullable<Content['image']>;

function media(file: File): Media {
  const found: Media = { ref: file.id };
  const mime = usualMime(file.mime_type);
  if (mime) found.mime = mime;
  if (file.filename) found.name = file.filename;
  return found;
}

function captioned(part: Part, file: File): Part[] {
  return [file.caption && 'media' in part ? { ...part, caption: file.caption } : part];
}

function mediaParts({ image, video, audio, voice, document, sticker }: Content): Part[] | undefined {
  if (image) return captioned({ type: 'image', media: media(image) }, image);
  if (video) return captioned({ type: 'video', media: media(video) }, video);
  const recording = audio ?? voice;
  if (recording) return [{ type: 'audio', media: media(recording), ...(voice || recording.voice ? { voice: true } : {}) }];
  if (document) return captioned({ type: mediaKind(document.mime_type), media: media(document) }, document);
  if (sticker) return [{ type: 'image', media: media(sticker) }];
  return undefined;
}

function contactParts(contacts: NonNullable<Content['contacts']>): Part[] {
  return contacts.map(({ name, phones, emails }) => {
    const phone = phones?.map((each) => each.phone ?? (each.wa_id && `+${each.wa_id}`)).find(Boolean);
    const called = name?.formatted_name ?? [name?.first_name, name?.last_name].filter(Boolean).join(' ');
    const email = emails?.map((each) => each.email).find(Boolean);
    return { type: 'person', name: called || phone || email || '?', ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
  });
}

/** A cart that the customer sent from the catalogue, a line each: `2 × SKU-1 (39 USD)`. */
function orderParts({ text, product_items: items }: NonNullable<Content['order']>): Part[] {
  const lines = items.map((item) => `${item.quantity} × ${item.product_retailer_id} (${item.item_price} ${item.currency})`);
  return [text ?? '', lines.join('\n')].filter((each) => each !== '').map((each) => ({ type: 'text', text: each }));
}

/** A question about a product of the catalogue names it in a line of its own. */
function textParts({ text, context }: Content): Part[] {
  const product = context?.referred_product?.product_retailer_id;
  const parts: Part[] = text?.body ? [{ type: 'text', text: text.body }] : [];
  return product && parts.length > 0 ? [...parts, { type: 'text', text: `→ ${product}` }] : parts;
}

/** Reads the fields of a form that was filled in; null when it is none. */
export function formOf({ interactive }: Pick<Content, 'interactive'>): { form: string; values: Record<string, unknown> } | null {
  const reply = interactive?.nfm_reply;
  if (!reply) return null;
  const { flow_token: _token, ...values } = formValues(reply.response_json) ?? {};
  return { form: reply.name ?? 'flow', values };
}

/** The words of a form, a shared product or another message with buttons. "Sent" is what WhatsApp itself writes under a form. */
function interactiveParts(content: Content): Part[] {
  const { interactive } = content;
  const form = formOf(content);
  const body = interactive?.nfm_reply?.body;
  if (form) return formParts(form.values, body === 'Sent' ? '' : body);
  const words = [interactive?.header?.text, interactive?.body?.text, interactive?.footer?.text].filter(Boolean).join('\n');
  const product = interactive?.action?.product_retailer_id;
  return [words, product ? `→ ${product}` : ''].filter(Boolean).map((text) => ({ type: 'text', text }));
}

/** Turns a message into parts; empty where it says nothing to a shop (a reaction). What is not known is named by the provider's word. */
export function contentParts(content: Content): Part[] {
  const { type, location, contacts, order, interactive, button, unsupported } = content;
  const found = mediaParts(content);
  if (found) return found;
  if (type === 'reaction') return [];
  if (location) {
    const { latitude, longitude, name, address } = location;
    return [{ type: 'place', latitude, longitude, ...(name ? { name } : {}), ...(address ? { address } : {}) }];
  }
  if (contacts && contacts.length > 0) return contactParts(contacts);
  const said = order
    ? orderParts(order)
    : button?.text || button?.payload
      ? [{ type: 'text' as const, text: button.text || button.payload || '' }]
      : textParts(content);
  if (said.length > 0) return said;
  const inside = interactiveParts(content);
  if (inside.length > 0) return inside;
  return [{ type: 'unsupported', kind: (type === 'unsupported' ? unsupported?.type : type === 'interactive' ? interactive?.type : undefined) ?? type }];
}
