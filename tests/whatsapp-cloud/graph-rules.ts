/**
 * What the Cloud API refuses, as far as a shop can meet it, with its codes.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export type Body = Record<string, unknown>;
export interface Refusal {
  code: number;
  details: string;
}

const wrong = (details: string, code = 131009): Refusal => ({ code, details });
const missing = (name: string): Refusal => ({ code: 131008, details: `Required parameter is missing: ${name}` });
const unexpected = (name: string): Refusal => ({ code: 100, details: `Unexpected key "${name}" on param "messages"` });

export function record(value: unknown): Body {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}
const list = (value: unknown): Body[] => (Array.isArray(value) ? value.map(record) : []);

function loneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value);
  return value !== null && typeof value === 'object' && Object.values(value).some(loneSurrogate);
}

/** A text within its limit and not blank. */
function textProblem(value: unknown, name: string, most: number): Refusal | null {
  if (value === undefined) return missing(name);
  if (typeof value !== 'string' || value.trim() === '') return wrong(`Parameter value is not valid: ${name} must not be blank`);
  return value.length > most ? wrong(`Parameter value is not valid: ${name} has ${value.length} characters, at most ${most} are allowed`, 100) : null;
}

function stray(value: Body, known: readonly string[], where: string): Refusal | null {
  const key = Object.keys(value).find((each) => !known.includes(each));
  return key ? unexpected(`${where}${key}`) : null;
}

const first = (...found: (Refusal | null | false | undefined)[]): Refusal | null => found.find((each): each is Refusal => Boolean(each)) ?? null;

const privateHost = /^https?:\/\/(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/;

function mediaProblem(value: unknown, name: string, captioned: boolean, extra: readonly string[] = []): Refusal | null {
  const file = record(value);
  const odd = stray(file, ['id', 'link', ...(captioned ? ['caption'] : []), ...extra], `${name}.`);
  if (odd) return odd;
  if ((file.id === undefined) === (file.link === undefined)) return wrong(`exactly one of id and link is needed for ${name}`, 100);
  if (file.id !== undefined && (typeof file.id !== 'string' || !/^(?:[\w-]+|upload:\/\/file)$/.test(file.id))) return wrong(`${name}.id is not a media id`);
  if (file.link !== undefined && (typeof file.link !== 'string' || !/^https?:\/\/[^\s/]+\S*$/.test(file.link) || privateHost.test(file.link)))
    return wrong(`${name}.link cannot be fetched`);
  return file.caption === undefined ? null : textProblem(file.caption, `${name}.caption`, 1024);
}

function buttonsProblem(action: Body): Refusal | null {
  const buttons = list(action.buttons);
  if (buttons.length < 1 || buttons.length > 3) return wrong('Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3');
  const replies = buttons.map((button) => record(button.reply));
  for (const { id, title } of replies) {
    const problem = first(textProblem(id, 'button id', 256), textProblem(title, 'button title', 20));
    if (problem) return problem;
  }
  if (buttons.some((button) => button.type !== 'reply')) return wrong('button type must be reply');
  if (new Set(replies.map((reply) => reply.title)).size < replies.length) return wrong('Duplicated title of buttons');
  return new Set(replies.map((reply) => reply.id)).size < replies.length ? wrong('Duplicated id of buttons') : null;
}

function listProblem(action: Body): Refusal | null {
  const sections = list(action.sections);
  const rows = sections.flatMap((section) => list(section.rows));
  if (sections.length < 1 || sections.length > 10) return wrong('Invalid sections count');
  if (rows.length < 1 || rows.length > 10) return wrong('Total row count exceed max allowed count: 10');
  if (sections.length > 1 && sections.some((section) => textProblem(section.title, 'section title', 24))) return missing('section title');
  for (const { id, title, description, ...rest } of rows) {
    const problem = first(
      stray(rest, [], 'row.'),
      textProblem(id, 'row id', 200),
      textProblem(title, 'row title', 24),
      description !== undefined && textProblem(description, 'row description', 72),
    );
    if (problem) return problem;
  }
  if (new Set(rows.map((row) => row.id)).size < rows.length) return wrong('Duplicated row id');
  return textProblem(action.button, 'action button', 20);
}

function ctaProblem(action: Body): Refusal | null {
  const { display_text: label, url } = record(action.parameters);
  if (action.name !== 'cta_url') return wrong('action.name must be cta_url');
  if (typeof url !== 'string' || !/^https?:\/\/[^\s/]+\S*$/i.test(url)) return wrong('Parameter value is not valid: url');
  return textProblem(label, 'display_text', 20);
}

function interactiveProblem(value: Body): Refusal | null {
  const { type } = value;
  const action = record(value.action);
  const head = value.header === undefined ? null : record(value.header);
  const odd = first(
    stray(value, ['type', 'header', 'body', 'footer', 'action'], 'interactive.'),
    textProblem(record(value.body).text, 'body text', type === 'list' ? 4096 : 1024),
    head && head.type === 'image' && mediaProblem(head.image, 'header.image', false),
    head && head.type === 'image' && type === 'cta_url' && record(head.image).link === undefined && wrong('header.image of a cta_url needs a link'),
    head && head.type === 'text' && textProblem(head.text, 'header text', 60),
    head && type === 'list' && head.type !== 'text' && wrong('header of a list must be a text'),
  );
  if (odd) return odd;
  if (type === 'button') return buttonsProblem(action);
  if (type === 'list') return listProblem(action);
  if (type === 'call_permission_request')
    return stray(action, ['name'], 'action.') ?? (action.name === type ? null : wrong('action.name must be call_permission_request'));
  return type === 'cta_url' ? ctaProblem(action) : wrong('interactive type is not valid');
}

function contactsProblem(value: unknown): Refusal | null {
  const contacts = list(value);
  if (contacts.length === 0) return missing('contacts');
  for (const contact of contacts) {
    const { formatted_name: formatted, ...others } = record(contact.name);
    const problem = textProblem(formatted, 'formatted_name', 1024);
    if (problem) return problem;
    if (Object.keys(others).length === 0) return missing('first_name or another part of the name');
    if (list(contact.phones).some((phone) => typeof phone.phone !== 'string' || phone.phone === '')) return wrong('phone is empty');
  }
  return null;
}

function templateProblem(value: Body): Refusal | null {
  const { name, language, components } = value;
  const odd = stray(value, ['name', 'language', 'components'], 'template.');
  if (odd) return odd;
  if (typeof name !== 'string' || name === '') return missing('template.name');
  if (!/^[a-z]{2,3}(?:_[A-Z]{2})?$/.test(String(record(language).code))) return wrong('template.language.code is not valid');
  return componentsProblem(components);
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/media-card-carousel-templates */
function cardsProblem(cards: Body[]): Refusal | null {
  if (cards.length < 1 || cards.length > 10) return wrong('a carousel has 1 to 10 cards');
  for (const [n, card] of cards.entries()) {
    if (card.card_index !== n) return wrong('card_index');
    const problem = componentsProblem(card.components);
    if (problem) return problem;
  }
  return null;
}

function componentsProblem(components: unknown): Refusal | null {
  for (const component of list(components)) {
    if (component.type === 'carousel') {
      const problem = cardsProblem(list(component.cards));
      if (problem) return problem;
      continue;
    }
    if (component.type === 'limited_time_offer') {
      const end = record(record(list(component.parameters)[0]).limited_time_offer).expiration_time_ms;
      if (typeof end !== 'number') return missing('expiration_time_ms');
      continue;
    }
    if (!['header', 'body', 'button'].includes(String(component.type))) return wrong('template component type');
    if (component.type === 'button' && !(component.sub_type && /^\d$/.test(String(component.index)))) return missing('sub_type and index of a button');
    const parameters = list(component.parameters);
    if (parameters.length === 0) return missing('parameters');
    const named = parameters.filter((parameter) => parameter.parameter_name !== undefined).length;
    if (named !== 0 && named !== parameters.length) return wrong('named and numbered parameters are mixed', 100);
    for (const { type, text, ...rest } of parameters) {
      if (type === 'text' && (typeof text !== 'string' || text === '' || /[\n\t]| {5}/.test(text)))
        return { code: 132018, details: 'Param text cannot be empty or have new-line/tab characters or more than 4 consecutive spaces' };
      const media = ['image', 'video', 'document'].find((each) => each === type);
      const problem = media && mediaProblem(rest[media], media, false, ['filename']);
      if (problem) return problem;
    }
  }
  return null;
}

const latitudes = (value: unknown, most: number) => typeof value === 'number' && Math.abs(value) <= most;

/** Why the API refuses this message; null when it takes it. */
export function violation(body: Body): Refusal | null {
  if (loneSurrogate(body)) return { code: 100, details: 'Invalid UTF-8' };
  if (body.messaging_product !== 'whatsapp') return { code: 100, details: 'The parameter messaging_product is required.' };
  const { type, to, recipient } = body;
  if (to === undefined && recipient === undefined) return { code: 100, details: 'The parameter to is required.' };
  if (to !== undefined && (typeof to !== 'string' || to === '')) return wrong('to is not valid');
  if (recipient !== undefined && !/^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/.test(String(recipient)))
    return wrong('recipient is not a business-scoped user id');
  const name = String(type);
  const known = ['messaging_product', 'recipient_type', 'to', 'recipient', 'type', 'context', 'biz_opaque_callback_data', name];
  const odd = stray(body, known, '');
  if (odd) return odd;
  if (body[name] === undefined) return missing(name);
  const value = record(body[name]);
  switch (name) {
    case 'text':
      return first(stray(value, ['body', 'preview_url'], 'text.'), textProblem(value.body, 'text.body', 4096));
    case 'image':
    case 'video':
      return mediaProblem(value, name, true);
    case 'audio':
      return mediaProblem(value, name, false, ['voice']);
    case 'document':
      return mediaProblem(value, name, true, ['filename']);
    case 'location':
      return latitudes(value.latitude, 90) && latitudes(value.longitude, 180) ? null : wrong('Invalid latitude or longitude');
    case 'contacts':
      return contactsProblem(body.contacts);
    case 'interactive':
      return interactiveProblem(value);
    case 'template':
      return templateProblem(value);
    default:
      return { code: 131051, details: `Unsupported message type ${name}` };
  }
}
