/** What the Bot API refuses, as far as a shop can meet it. Descriptions are those of the real server. https://core.telegram.org/bots/api */

export interface Upload {
  name: string;
  bytes: Buffer;
}
export type Body = Record<string, unknown>;

const common = ['chat_id', 'reply_markup', 'reply_parameters', 'disable_notification', 'protect_content', 'message_thread_id', 'message_effect_id'];
const captioned = ['caption', 'caption_entities', 'parse_mode', 'show_caption_above_media', 'has_spoiler'];
/** Fields of each method that sends something; any other field is a mistake of ours. */
const fields: Record<string, readonly string[]> = {
  sendMessage: [...common, 'text', 'entities', 'parse_mode', 'link_preview_options'],
  sendPhoto: [...common, ...captioned, 'photo'],
  sendAudio: [...common, ...captioned, 'audio', 'duration', 'performer', 'title', 'thumbnail'],
  sendVoice: [...common, ...captioned, 'voice', 'duration'],
  sendVideo: [...common, ...captioned, 'video', 'duration', 'width', 'height', 'thumbnail', 'supports_streaming'],
  sendDocument: [...common, ...captioned, 'document', 'thumbnail', 'disable_content_type_detection'],
  sendMediaGroup: [...common.filter((field) => field !== 'reply_markup'), 'media'],
  sendLocation: [...common, 'latitude', 'longitude'],
  sendVenue: [...common, 'latitude', 'longitude', 'title', 'address'],
};
export const sendingMethods = new Set(Object.keys(fields));
const fileField: Record<string, string> = { sendPhoto: 'photo', sendAudio: 'audio', sendVoice: 'voice', sendVideo: 'video', sendDocument: 'document' };

function record(value: unknown): Body {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

function loneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value);
  if (value instanceof Buffer) return false;
  return value !== null && typeof value === 'object' && Object.values(value).some(loneSurrogate);
}

function entityProblem(text: string, entities: unknown): string | null {
  if (entities === undefined) return null;
  if (!Array.isArray(entities)) return "can't parse entities: expected an array";
  for (const entity of entities.map(record)) {
    const { offset, length } = entity;
    if (typeof offset !== 'number' || typeof length !== 'number' || length < 1 || offset < 0 || offset + length > text.length) return 'entity beyond the text';
  }
  return null;
}

function keyboardProblem(markup: unknown): string | null {
  if (markup === undefined) return null;
  const rows = record(markup).inline_keyboard;
  if (!Array.isArray(rows) || rows.length === 0) return 'object expected as reply markup';
  const buttons = rows.flatMap((row) => (Array.isArray(row) && row.length > 0 ? row.map(record) : [{}]));
  if (buttons.length > 100) return 'reply markup is too long';
  for (const button of buttons) {
    const { text, callback_data: data, url } = button;
    if (typeof text !== 'string' || text.trim() === '') return 'BUTTON_TEXT_EMPTY';
    if ((data === undefined) === (url === undefined)) return 'BUTTON_TYPE_INVALID';
    if (data !== undefined && (typeof data !== 'string' || data === '' || Buffer.byteLength(data) > 64)) return 'BUTTON_DATA_INVALID';
    if (url !== undefined && !(typeof url === 'string' && /^(https?|tg):\/\/\S+$/.test(url))) return 'BUTTON_URL_INVALID';
  }
  return null;
}

function fileProblem(value: unknown, limit: number, uploads: ReadonlyMap<string, Upload> | undefined): string | null {
  if (typeof value !== 'string' || value === '') return 'there is no file in the request';
  const attached = /^attach:\/\/(.+)$/.exec(value)?.[1];
  if (!attached) return /\s/.test(value) ? 'wrong file identifier/HTTP URL specified' : null;
  if (!uploads) return null;
  const upload = uploads.get(attached);
  if (!upload || upload.bytes.length === 0) return 'file must be non-empty';
  return upload.bytes.length > limit ? 'file is too big' : null;
}

function captionProblem(item: Body): string | null {
  const { caption = '', caption_entities: entities } = item;
  if (typeof caption !== 'string') return 'caption must be a string';
  if (caption.length > 1024) return 'message caption is too long';
  return entityProblem(caption, entities);
}

function albumProblem(media: unknown, uploads: ReadonlyMap<string, Upload> | undefined): string | null {
  if (!Array.isArray(media) || media.length < 2 || media.length > 10) return 'wrong number of media in the group';
  for (const item of media.map(record)) {
    if (item.type !== 'photo' && item.type !== 'video') return "can't parse media: wrong type";
    const problem = captionProblem(item) ?? fileProblem(item.media, 10_000_000, uploads);
    if (problem) return problem;
  }
  return null;
}

function placeProblem(body: Body, method: string): string | null {
  const { latitude, longitude, title, address } = body;
  if (typeof latitude !== 'number' || Math.abs(latitude) > 90 || typeof longitude !== 'number' || Math.abs(longitude) > 180) return 'wrong location specified';
  if (method === 'sendVenue' && !(typeof title === 'string' && title && typeof address === 'string' && address))
    return 'venue title and address must be non-empty';
  return null;
}

/** Why the server refuses this request with 400; null when it takes it. Without `uploads` the files themselves are not looked at. */
export function violation(method: string, body: Body, uploads?: ReadonlyMap<string, Upload>): string | null {
  const known = fields[method];
  if (!known) return `unknown method ${method}`;
  const stray = Object.keys(body).find((field) => !known.includes(field));
  if (stray) return `unknown field ${stray}`;
  const chat = body.chat_id;
  if (!(typeof chat === 'number' || (typeof chat === 'string' && chat !== ''))) return 'chat_id is empty';
  if (loneSurrogate(body)) return 'strings must be encoded in UTF-8';
  const keyboard = keyboardProblem(body.reply_markup);
  if (keyboard) return keyboard;
  if (method === 'sendMessage') {
    const { text, entities } = body;
    if (typeof text !== 'string' || text.trim() === '') return 'message text is empty';
    return text.length > 4096 ? 'message is too long' : entityProblem(text, entities);
  }
  if (method === 'sendMediaGroup') return albumProblem(body.media, uploads);
  const file = fileField[method];
  if (file) return captionProblem(body) ?? fileProblem(body[file], method === 'sendPhoto' ? 10_000_000 : 50_000_000, uploads);
  return placeProblem(body, method);
}
