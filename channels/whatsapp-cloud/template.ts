/**
 * A template's variables, from our names to the API's components and back. Pure.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview
 *
 * Names of the variables, as flows give them and as `templates()` lists them: `1`, `2` ... or the names in the body; `header` for the variable of
 * a text header; `header.image`, `header.video`, `header.document` (an address) and `header.location` (`latitude,longitude,name,address`);
 * `button.0` ... for what completes the link of a button, or the code that it copies; `offer.until` for the end of a limited-time offer (a time as
 * 2026-12-24T23:59:00+08:00, or epoch ms); `card.0.header.image`, `card.0.1`, `card.0.button.0` ... for the cards of a carousel. A quick-reply button gets the token of the message's choice.
 */
import { z } from 'zod';
import type { EncodeContext } from '../../src/channel.ts';
import { clean, cutLabel } from '../../src/channel-kit/degrade/degrade.ts';
import type { Media, OutboundMessage, TemplateUse } from '../../src/message.ts';
import { bodyLimit } from './capabilities.ts';
import { fileName, type MediaObject, mediaObject } from './media.ts';

/** Puts a text on one line. A variable may hold no line breaks, tabs or more than four spaces in a row (error 132018), and not be empty. */
export function oneLine(text: string): string {
  return cutLabel(clean(text).replace(/\s+/g, ' ').trim(), bodyLimit);
}

/** Languages are written `en`, `en_US`, `zh_CN` there. */
export function languageCode(lang: string): string {
  const [language = '', ...rest] = lang.split(/[-_]/);
  const region = rest.find((part) => /^(?:[a-z]{2}|\d{3})$/i.test(part))?.toUpperCase();
  const script = rest.find((part) => /^han[st]$/i.test(part))?.toLowerCase();
  const fits = region ?? (script === 'hans' ? 'CN' : script === 'hant' ? 'TW' : undefined);
  return fits ? `${language.toLowerCase()}_${fits}` : language.toLowerCase();
}

const text = z.string();
const mediaValue = z.union([z.object({ id: text }), z.object({ link: text })]);
const parts = {
  type: z.enum(['header', 'body', 'button']),
  sub_type: text.optional(),
  index: text.optional(),
  parameters: z.array(
    z.looseObject({
      type: text,
      text: text.optional(),
      parameter_name: text.optional(),
      payload: text.optional(),
      coupon_code: text.optional(),
      image: mediaValue.optional(),
      video: mediaValue.optional(),
      document: mediaValue.optional(),
      location: z.looseObject({}).optional(),
    }),
  ),
};
export const component = z.object(parts);
export type Component = z.infer<typeof component>;
/** https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/limited-time-offer-templates */
const offer = z.object({
  type: z.literal('limited_time_offer'),
  parameters: z.array(z.object({ type: z.literal('limited_time_offer'), limited_time_offer: z.object({ expiration_time_ms: z.number() }) })),
});
/** https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/media-card-carousel-templates */
const carousel = z.object({ type: z.literal('carousel'), cards: z.array(z.object({ card_index: z.number(), components: z.array(component) })) });
export type Carousel = z.infer<typeof carousel>;
export type AnyComponent = Component | z.infer<typeof offer> | Carousel;
export const templateValue = z.object({
  name: text,
  language: z.object({ code: text }),
  components: z.array(z.union([component, offer, carousel])).optional(),
});

/** Returns the components that every template may have; the rest is of marketing alone. */
export function plainComponents(components: readonly AnyComponent[] = []): Component[] {
  return components.flatMap((each) => (each.type === 'limited_time_offer' || each.type === 'carousel' ? [] : [each]));
}
export type TemplateValue = z.infer<typeof templateValue>;

const headerKinds = ['image', 'video', 'document'] as const;

/** The picture, clip, file or place of the message itself, for a template whose header wants one. */
function ownHeader(message: OutboundMessage): { kind: (typeof headerKinds)[number]; media: Media } | undefined {
  for (const part of message.parts) {
    if (part.type === 'image' || part.type === 'video') return { kind: part.type, media: part.media };
    if (part.type === 'file') return { kind: 'document', media: part.media };
    if (part.type === 'product' && part.card.image) return { kind: 'image', media: { url: part.card.image } };
  }
  return undefined;
}

function point(latitude: string, longitude: string, name = '', address = ''): Component {
  const words = { ...(oneLine(name) ? { name: oneLine(name) } : {}), ...(oneLine(address) ? { address: oneLine(address) } : {}) };
  return { type: 'header', parameters: [{ type: 'location', location: { latitude, longitude, ...words } }] };
}

/** `latitude,longitude,name,address`, else the place of the message itself. */
function locationHeader(message: OutboundMessage, written: string | undefined): Component | undefined {
  const [, latitude, longitude, name, address] = /^\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*(?:,([^,]*)(?:,(.*))?)?$/s.exec(written ?? '') ?? [];
  if (latitude && longitude) return point(latitude, longitude, name, address);
  const place = message.parts.find((part) => part.type === 'place');
  return place && point(String(place.latitude), String(place.longitude), place.name, place.address);
}

function header(message: OutboundMessage, params: TemplateUse['params'], context: EncodeContext): { component?: Component; upload?: Media } {
  const given = headerKinds.find((kind) => params[`header.${kind}`]);
  const own = given ? { kind: given, media: { url: params[`header.${given}`] } } : ownHeader(message);
  const place = own ? undefined : locationHeader(message, params['header.location']);
  if (place) return { component: place };
  const said = oneLine(params.header ?? '');
  if (!own) return said ? { component: { type: 'header', parameters: [{ type: 'text', text: said }] } } : {};
  const file: MediaObject = mediaObject(own.media, 'file', context);
  const name = own.kind === 'document' ? fileName(own.media) : undefined;
  const value = { ...file.value, ...(name ? { filename: name } : {}) };
  return { component: { type: 'header', parameters: [{ type: own.kind, [own.kind]: value }] }, ...(file.upload ? { upload: file.upload } : {}) };
}

/** Builds the `template` object by the conventions above, without knowing the approved template, and the file that its header needs. */
export function templateBody(message: OutboundMessage, use: TemplateUse, context: EncodeContext): { body: TemplateValue; upload?: Media } {
  const head = header(message, use.params, context);
  const components: AnyComponent[] = head.component ? [head.component] : [];
  const body = Object.entries(use.params).filter(([key]) => !/^(?:header(?:\.|$)|button\.\d+$|card\.\d|offer\.until$)/.test(key));
  const numbered = body.every(([key]) => /^\d+$/.test(key));
  const parameters = body
    .map(([key, value]) => ({ type: 'text', ...(numbered ? {} : { parameter_name: key }), text: oneLine(value) }))
    .filter((parameter) => parameter.text !== '');
  if (parameters.length > 0) components.push({ type: 'body', parameters });
  (message.choices ?? []).slice(0, 10).forEach((choice, index) => {
    components.push({ type: 'button', sub_type: 'quick_reply', index: String(index), parameters: [{ type: 'payload', payload: choice.token }] });
  });
  for (const [key, value] of Object.entries(use.params)) {
    const index = /^button\.(\d)$/.exec(key)?.[1];
    if (index !== undefined && oneLine(value))
      components.push({ type: 'button', sub_type: 'url', index, parameters: [{ type: 'text', text: oneLine(value) }] });
  }
  components.push(...marketingComponents(use.params, message, context));
  return {
    body: { name: use.name, language: { code: languageCode(use.lang) }, ...(components.length > 0 ? { components } : {}) },
    ...(head.upload ? { upload: head.upload } : {}),
  };
}

/** The end of the offer in epoch ms; undefined for what is no time. */
function untilOf(written: string): number | undefined {
  const at = /^\d{12,14}$/.test(written.trim()) ? Number(written) : Date.parse(written);
  return Number.isFinite(at) ? at : undefined;
}

/** A limited-time offer and a carousel. A card's picture or clip has to be a link that Meta can fetch. */
function marketingComponents(params: TemplateUse['params'], message: OutboundMessage, context: EncodeContext): AnyComponent[] {
  const until = untilOf(params['offer.until'] ?? '');
  const found: AnyComponent[] =
    until === undefined
      ? []
      : [{ type: 'limited_time_offer', parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: until } }] }];
  const cards = new Map<number, Record<string, string>>();
  for (const [key, value] of Object.entries(params)) {
    const [, index, name] = /^card\.(\d)\.(.+)$/.exec(key) ?? [];
    if (index !== undefined && name !== undefined) cards.set(Number(index), { ...cards.get(Number(index)), [name]: value });
  }
  const shown = [...cards].sort(([a], [b]) => a - b);
  if (shown.length === 0) return found;
  const bare: OutboundMessage = { ...message, parts: [], choices: [] };
  const components = (own: Record<string, string>): Component[] => {
    const { body, upload } = templateBody(bare, { name: 'card', lang: message.lang, params: own }, context);
    return plainComponents(body.components).filter((each) => !upload || each.type !== 'header');
  };
  return [...found, { type: 'carousel', cards: shown.map(([index, own]) => ({ card_index: index, components: components(own) })) }];
}
