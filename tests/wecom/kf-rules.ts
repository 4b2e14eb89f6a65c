/**
 * What `kf/send_msg` refuses, as far as a shop can meet it: https://developer.work.weixin.qq.com/document/path/94677
 * Of files only the id is looked at here.
 */
import type { ProviderRequest } from '../../src/channel.ts';

export type Body = Record<string, unknown>;

export interface Refusal {
  errcode: number;
  errmsg: string;
}

export function record(value: unknown): Body {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

const bytes = (text: string) => Buffer.byteLength(text);
const bad = (errmsg: string): Refusal => ({ errcode: 40058, errmsg });

/** A text of `least` to `most` bytes; undefined is fine where `least` is 0. */
function text(value: unknown, name: string, least: number, most: number): Refusal | null {
  if (value === undefined && least === 0) return null;
  if (typeof value !== 'string') return bad(`${name} is no string`);
  if (/\p{Surrogate}/u.test(value)) return bad(`${name} is no UTF-8`);
  if (least > 0 && value.trim() === '') return bad(`${name} is empty`);
  return bytes(value) > most ? bad(`${name} exceeds ${most} bytes`) : null;
}

function stray(body: Body, known: readonly string[], where: string): Refusal | null {
  const found = Object.keys(body).find((field) => !known.includes(field));
  return found ? bad(`unknown field ${where}${found}`) : null;
}

function mediaId(value: unknown): Refusal | null {
  return typeof value === 'string' && value !== '' ? null : { errcode: 40007, errmsg: 'invalid media_id' };
}

function menu(content: Body): Refusal | null {
  const { head_content: head, tail_content: tail, list } = content;
  const around =
    stray(content, ['head_content', 'tail_content', 'list'], 'msgmenu.') ??
    text(head, 'msgmenu.head_content', 0, 1024) ??
    text(tail, 'msgmenu.tail_content', 0, 1024);
  if (around) return around;
  if (!Array.isArray(list) || list.length === 0) return bad('msgmenu.list is empty');
  if (list.length > 10) return { errcode: 95008, errmsg: 'too many menu items' };
  for (const item of list.map(record)) {
    if (item.type !== 'click') return { errcode: 95009, errmsg: 'invalid menu item type' };
    const click = record(item.click);
    const problem = stray(click, ['id', 'content'], 'click.') ?? text(click.id, 'click.id', 1, 64) ?? text(click.content, 'click.content', 1, 128);
    if (problem) return problem;
  }
  return null;
}

function link(content: Body): Refusal | null {
  const { title, desc, url, thumb_media_id: thumb } = content;
  return (
    stray(content, ['title', 'desc', 'url', 'thumb_media_id'], 'link.') ??
    text(title, 'link.title', 1, 128) ??
    text(desc, 'link.desc', 0, 512) ??
    text(url, 'link.url', 1, 2048) ??
    (/^https?:\/\//i.test(String(url)) ? mediaId(thumb) : bad('link.url has no protocol'))
  );
}

function place(content: Body): Refusal | null {
  const { latitude, longitude, name, address } = content;
  const inside = (value: unknown, most: number) => typeof value === 'number' && Math.abs(value) <= most;
  if (!inside(latitude, 90) || !inside(longitude, 180)) return bad('invalid coordinates');
  return (
    stray(content, ['latitude', 'longitude', 'name', 'address'], 'location.') ??
    text(name, 'location.name', 0, 512) ??
    text(address, 'location.address', 0, 512)
  );
}

const contents: Record<string, (content: Body) => Refusal | null> = {
  text: (content) => stray(content, ['content'], 'text.') ?? text(content.content, 'text.content', 1, 2048),
  image: (content) => stray(content, ['media_id'], 'image.') ?? mediaId(content.media_id),
  voice: (content) => stray(content, ['media_id'], 'voice.') ?? mediaId(content.media_id),
  video: (content) => stray(content, ['media_id'], 'video.') ?? mediaId(content.media_id),
  file: (content) => stray(content, ['media_id'], 'file.') ?? mediaId(content.media_id),
  link,
  msgmenu: menu,
  location: place,
};

/** The content of a message: its type, and nothing beside it that is not known. */
export function contentRefusal(body: Body, others: readonly string[]): Refusal | null {
  const { msgtype, msgid } = body;
  if (typeof msgtype !== 'string' || !contents[msgtype]) return { errcode: 40008, errmsg: 'invalid message type' };
  if (typeof msgid !== 'string' || !/^[0-9a-zA-Z_-]{1,32}$/.test(msgid)) return bad('invalid msgid');
  return stray(body, [...others, 'msgid', 'msgtype', msgtype], '') ?? contents[msgtype](record(body[msgtype]));
}

/** Why `kf/send_msg` refuses this body; null when it takes it. */
export function sendRefusal(body: Body): Refusal | null {
  const { touser, open_kfid: account } = body;
  if (typeof account !== 'string' || !/^[\w-]{1,64}$/.test(account)) return { errcode: 95000, errmsg: 'invalid open_kfid' };
  if (typeof touser !== 'string' || !/^[\w-]{1,64}$/.test(touser)) return { errcode: 40096, errmsg: 'invalid external userid' };
  return contentRefusal(body, ['touser', 'open_kfid']);
}

/** The same for a request of encode.ts as it leaves send.ts: with an id, the account of a bare address, and the ids of its uploaded files. */
export function violation(request: ProviderRequest): string | null {
  const body = record(request.body);
  const type = String(body.msgtype);
  const files = Object.fromEntries(Object.keys(request.media ?? {}).map((field) => [field, 'MEDIA_ID']));
  return sendRefusal({ msgid: 'MSGID', open_kfid: 'wkOne', ...body, [type]: { ...record(body[type]), ...files } })?.errmsg ?? null;
}
