/** What api.weixin.qq.com refuses, as far as a shop can meet it, with its return codes. https://developers.weixin.qq.com/doc/service/api/ */
import type { ProviderRequest } from '../../src/channel.ts';

export interface Refusal {
  errcode: number;
  errmsg: string;
}

type Body = Record<string, unknown>;

function record(value: unknown): Body {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}
const bytes = (value: unknown) => (typeof value === 'string' ? Buffer.byteLength(value) : Number.NaN);
const refuse = (errcode: number, errmsg: string): Refusal => ({ errcode, errmsg });

function otherKeys(value: Body, allowed: readonly string[]): string | undefined {
  return Object.keys(value).find((key) => !allowed.includes(key));
}

function malformed(value: unknown): boolean {
  if (typeof value === 'string') return /\p{Surrogate}|(?![\n\t])\p{Cc}/u.test(value);
  return value !== null && typeof value === 'object' && Object.values(value).some(malformed);
}

function textRefusal({ content, ...rest }: Body): Refusal | null {
  if (otherKeys(rest, [])) return refuse(47001, 'data format error');
  if (typeof content !== 'string' || content.trim() === '') return refuse(44004, 'empty content');
  return bytes(content) > 2048 ? refuse(45002, 'content size out of limit') : null;
}

function mediaRefusal({ media_id: id, ...rest }: Body): Refusal | null {
  if (otherKeys(rest, [])) return refuse(47001, 'data format error');
  return typeof id === 'string' && id !== '' ? null : refuse(40007, 'invalid media_id');
}

function newsRefusal({ articles }: Body): Refusal | null {
  if (!Array.isArray(articles) || articles.length === 0) return refuse(44003, 'empty news data');
  if (articles.length > 1) return refuse(45008, 'article size out of limit');
  const article = record(articles[0]);
  if (otherKeys(article, ['title', 'description', 'url', 'picurl'])) return refuse(47001, 'data format error');
  if (typeof article.title !== 'string' || article.title.trim() === '') return refuse(40132, 'invalid title');
  if (bytes(article.title) > 256 || bytes(article.description) > 512) return refuse(45004, 'description size out of limit');
  for (const address of [article.url, article.picurl ?? 'https://x']) {
    if (typeof address !== 'string' || !/^https?:\/\/\S+$/i.test(address)) return refuse(40048, 'invalid url');
  }
  return null;
}

function menuRefusal({ head_content: head, list, tail_content: tail, ...rest }: Body): Refusal | null {
  if (otherKeys(rest, [])) return refuse(47001, 'data format error');
  if (typeof head !== 'string' || head.trim() === '' || bytes(head) > 1024 || typeof tail !== 'string') return refuse(45002, 'content size out of limit');
  if (!Array.isArray(list) || list.length === 0 || list.length > 10) return refuse(47001, 'data format error');
  for (const item of list.map(record)) {
    if (otherKeys(item, ['id', 'content'])) return refuse(47001, 'data format error');
    if (!(bytes(item.id) >= 1 && bytes(item.id) <= 64)) return refuse(47001, 'data format error');
    if (typeof item.content !== 'string' || item.content.trim() === '' || bytes(item.content) > 128) return refuse(45002, 'content size out of limit');
  }
  return null;
}

const contents: Record<string, (content: Body) => Refusal | null> = {
  text: textRefusal,
  image: mediaRefusal,
  voice: mediaRefusal,
  video: mediaRefusal,
  news: newsRefusal,
  msgmenu: menuRefusal,
};

function customRefusal(body: Body): Refusal | null {
  const { touser, msgtype } = body;
  if (typeof touser !== 'string' || touser === '') return refuse(40003, 'invalid openid');
  const check = typeof msgtype === 'string' ? contents[msgtype] : undefined;
  if (!check || typeof msgtype !== 'string') return refuse(40008, 'invalid message type');
  if (otherKeys(body, ['touser', 'msgtype', msgtype])) return refuse(47001, 'data format error');
  return check(record(body[msgtype]));
}

/** Limits of values by the beginning of their name. https://developers.weixin.qq.com/doc/service/api/notify/notify/api_sendnewsubscribemsg */
const valueLimits: Record<string, number> = { thing: 20, number: 32, character_string: 32, phrase: 5, name: 20, phone_number: 17 };

function templateRefusal(body: Body, fields: readonly string[]): Refusal | null {
  if (otherKeys(body, fields)) return refuse(47001, 'data format error');
  if (typeof body.touser !== 'string' || body.touser === '') return refuse(40003, 'invalid openid');
  if (typeof body.template_id !== 'string' || body.template_id === '') return refuse(40037, 'invalid template_id');
  const data = record(body.data);
  for (const [name, given] of Object.entries(data)) {
    const { value } = record(given);
    const limit = valueLimits[/^[a-z_]+(?=\d)/.exec(name)?.[0] ?? ''] ?? 200;
    if (typeof value !== 'string' || value === '' || value.includes('\n') || value.length > limit)
      return refuse(47003, `argument invalid! data.${name}.value invalid`);
  }
  return null;
}

function buttonRefusal(button: Body, nameBytes: number): Refusal | null {
  if (!(bytes(button.name) >= 1 && bytes(button.name) <= nameBytes)) return refuse(40018, 'invalid button name size');
  if (button.type === 'click') return bytes(button.key) >= 1 && bytes(button.key) <= 128 ? null : refuse(40019, 'invalid button key size');
  if (button.type === 'view') return typeof button.url === 'string' && bytes(button.url) <= 1024 ? null : refuse(40020, 'invalid button url size');
  return refuse(40016, 'invalid button type');
}

function menuCreateRefusal({ button }: Body): Refusal | null {
  if (!Array.isArray(button) || button.length === 0 || button.length > 3) return refuse(40017, 'invalid button size');
  for (const column of button.map(record)) {
    const { sub_button: entries } = column;
    const problem = entries === undefined ? buttonRefusal(column, 16) : buttonRefusal({ ...column, type: 'click', key: 'x' }, 16);
    if (problem) return problem;
    if (entries === undefined) continue;
    if (!Array.isArray(entries) || entries.length === 0 || entries.length > 5) return refuse(40023, 'invalid sub button size');
    for (const entry of entries.map(record)) {
      const wrong = buttonRefusal(entry, 60);
      if (wrong) return wrong;
    }
  }
  return null;
}

/** Why the platform refuses the body of a call; null when it takes it. */
export function refusal(path: string, body: unknown): Refusal | null {
  if (malformed(body)) return refuse(47001, 'data format error');
  const given = record(body);
  switch (path) {
    case '/cgi-bin/message/custom/send':
      return customRefusal(given);
    case '/cgi-bin/message/custom/typing':
      return given.command === 'Typing' || given.command === 'CancelTyping' ? null : refuse(45072, 'invalid command');
    case '/cgi-bin/message/template/send':
      return templateRefusal(given, ['touser', 'template_id', 'url', 'miniprogram', 'data', 'client_msg_id']);
    case '/cgi-bin/message/subscribe/bizsend':
      return templateRefusal(given, ['touser', 'template_id', 'page', 'miniprogram', 'data']);
    case '/cgi-bin/menu/create':
      return menuCreateRefusal(given);
    default:
      return refuse(40066, 'invalid url');
  }
}

/** For the contract suite: a request as it is encoded, its files not uploaded yet. */
export function violation(request: ProviderRequest): string | null {
  const { media_id: id } = record(record(request.body)[String(record(request.body).msgtype)]);
  if (id === 'upload://media' && !request.media?.media) return '40007: invalid media_id';
  const found = request.method === 'POST' ? refusal(request.path, request.body) : { errcode: 43002, errmsg: 'require POST method' };
  return found && `${found.errcode}: ${found.errmsg}`;
}
