/** An approved template as the API lists it, and what a message needs for it. Pure. */
import { z } from 'zod';
import type { ProviderTemplate } from '../../src/channel.ts';
import { templateState } from './news.ts';

export type HeaderFormat = 'text' | 'image' | 'video' | 'document' | 'location';
export interface ApprovedButton {
  kind: 'quick_reply' | 'url' | 'copy_code' | 'otp' | 'flow' | 'fixed';
  /** The link in front of its variable. */
  base?: string;
}

export interface ApprovedTemplate extends Omit<ProviderTemplate, 'params'> {
  /** A header that needs a value: media and places always, a text when it has a variable. */
  header?: { format: HeaderFormat; variable?: string };
  named: boolean;
  body: readonly string[];
  buttons: readonly ApprovedButton[];
  /** The cards of its carousel, each with needs of its own. */
  cards?: readonly Pick<ApprovedTemplate, 'header' | 'body' | 'buttons'>[];
  /** It is an offer whose end has to be told. */
  offer?: true;
  /** It has components that we cannot fill (catalogue ...). */
  beyondUs?: string;
}

const optionalText = z.string().optional().catch(undefined);
const button = z.object({ type: z.string().catch(''), url: optionalText });
const plain = { type: z.string().catch(''), format: optionalText, text: optionalText, buttons: z.array(button).optional().catch(undefined) };
const component = z.object({
  ...plain,
  cards: z
    .array(z.object({ components: z.array(z.object(plain)) }))
    .optional()
    .catch(undefined),
  limited_time_offer: z.object({ has_expiration: z.boolean().optional() }).optional().catch(undefined),
});

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/reference/whatsapp-business-account/template-api */
const listed = z.object({
  name: z.string().min(1),
  language: z.string().min(1),
  status: z.string(),
  category: z.string(),
  parameter_format: optionalText,
  components: z.array(component).catch([]),
});

/** The names or numbers in `{{ }}`, each once; numbers in order. */
function variables(text: string | undefined): string[] {
  const found = [...new Set([...(text ?? '').matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1] ?? ''))];
  return found.every((name) => /^\d+$/.test(name)) ? found.sort((a, b) => Number(a) - Number(b)) : found;
}

const categories: Record<string, ProviderTemplate['category']> = { MARKETING: 'marketing', UTILITY: 'utility', AUTHENTICATION: 'authentication' };
const formats: Record<string, HeaderFormat> = { IMAGE: 'image', VIDEO: 'video', DOCUMENT: 'document', LOCATION: 'location' };

function readHeader(parts: readonly Pick<z.infer<typeof component>, 'type' | 'format' | 'text'>[]): ApprovedTemplate['header'] {
  const head = parts.find((part) => part.type === 'HEADER');
  if (!head) return undefined;
  const format = formats[head.format ?? ''];
  if (format) return { format };
  const [variable] = variables(head.text);
  return variable === undefined ? undefined : { format: 'text', variable };
}

function readButton({ type, url }: z.infer<typeof button>): ApprovedButton {
  if (type === 'QUICK_REPLY') return { kind: 'quick_reply' };
  if (type === 'COPY_CODE') return { kind: 'copy_code' };
  if (type === 'OTP') return { kind: 'otp' };
  if (type === 'FLOW') return { kind: 'flow' };
  const at = type === 'URL' ? (url ?? '').search(/\{\{/) : -1;
  return at >= 0 ? { kind: 'url', base: (url ?? '').slice(0, at) } : { kind: 'fixed' };
}

/** Returns the needs of a card of a carousel. */
function needsOf(
  parts: readonly Pick<z.infer<typeof component>, 'type' | 'format' | 'text' | 'buttons'>[],
): Pick<ApprovedTemplate, 'header' | 'body' | 'buttons'> {
  const head = readHeader(parts);
  const buttons = parts.flatMap((part) => (part.type === 'BUTTONS' ? (part.buttons ?? []) : []));
  return { ...(head ? { header: head } : {}), body: variables(parts.find((part) => part.type === 'BODY')?.text), buttons: buttons.map(readButton) };
}

/** Reads one entry of the list; undefined when it is none. */
export function readTemplate(raw: unknown): ApprovedTemplate | undefined {
  const { data } = listed.safeParse(raw);
  if (!data) return undefined;
  const parts = data.components;
  const buttons = parts.flatMap((part) => (part.type === 'BUTTONS' ? (part.buttons ?? []) : []));
  const cards = parts.flatMap((part) => (part.type === 'CAROUSEL' ? (part.cards ?? []) : [])).map((card) => needsOf(card.components));
  const strange = [
    ...parts
      .map((part) => part.type)
      .filter((type) => !/^(?:HEADER|BODY|FOOTER|BUTTONS|LIMITED_TIME_OFFER)$/.test(type) && !(type === 'CAROUSEL' && cards.length > 0)),
    ...buttons.map((each) => each.type).filter((type) => /^(?:CATALOG|MPM|SPM)$/.test(type)),
  ];
  const head = readHeader(parts);
  return {
    name: data.name,
    lang: data.language,
    status: templateState(data.status),
    category: categories[data.category] ?? 'other',
    named: data.parameter_format?.toUpperCase() === 'NAMED',
    ...(head ? { header: head } : {}),
    body: variables(parts.find((part) => part.type === 'BODY')?.text),
    buttons: buttons.map(readButton),
    ...(cards.length > 0 ? { cards } : {}),
    ...(parts.some((part) => part.limited_time_offer?.has_expiration) ? { offer: true as const } : {}),
    ...(strange[0] ? { beyondUs: strange[0].toLowerCase() } : {}),
  };
}

/** Describes a template as `templates()` tells it: the variables by the names that flows use (template.ts). */
export function described(template: ApprovedTemplate): ProviderTemplate {
  const { name, lang, status, category, named, cards = [], offer } = template;
  const ofCards = cards.flatMap((card, n) => namesOf(card, named).map((each) => `card.${n}.${each}`));
  return { name, lang, status, category, params: [...new Set([...namesOf(template, named), ...(offer ? ['offer.until'] : []), ...ofCards])] };
}

function namesOf({ header, body, buttons }: Pick<ApprovedTemplate, 'header' | 'body' | 'buttons'>, named: boolean): string[] {
  const head = header?.format === 'text' ? (named ? [header.variable ?? 'header'] : ['header']) : header ? [`header.${header.format}`] : [];
  const filled = buttons.flatMap(({ kind }, index) => (kind === 'url' || kind === 'copy_code' ? [`button.${index}`] : []));
  return [...head, ...body, ...filled];
}
