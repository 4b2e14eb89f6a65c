/** WeChat's other half: posts what a customer does to the shop's callback address, in each mode, with the second opinion of @wecom/crypto. */
import { createHash } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { XMLParser } from 'fast-xml-parser';

export const callback = { token: 'CallbackToken123', encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C', appId: 'wx1234567890abcdef' };
export type Mode = 'plain' | 'compatible' | 'safe';

/** A text message as WeChat writes it. */
export function textXml(content: string, { user = 'OPENID', id = '1', seconds = 1_795_399_200 } = {}): string {
  return `<xml><ToUserName><![CDATA[gh_shop]]></ToUserName><FromUserName><![CDATA[${user}]]></FromUserName><CreateTime>${seconds}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content><MsgId>${id}</MsgId></xml>`;
}

export interface Signed {
  query: URLSearchParams;
  body: string;
}

/** The address and body of a callback. */
export function signed(xml: string, mode: Mode, now: number, { token = callback.token, appId = callback.appId } = {}): Signed {
  const timestamp = String(Math.floor(now / 1000));
  const nonce = '1320562132';
  const signature = createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex');
  const query = new URLSearchParams({ signature, timestamp, nonce, openid: 'OPENID' });
  if (mode === 'plain') return { query, body: xml };
  const sealed = encrypt(callback.encodingAesKey, xml, appId);
  query.set('encrypt_type', 'aes');
  query.set('msg_signature', getSignature(token, timestamp, nonce, sealed));
  const plain = mode === 'compatible' ? xml.slice('<xml>'.length, -'</xml>'.length) : '<ToUserName><![CDATA[gh_shop]]></ToUserName>';
  return { query, body: `<xml>${plain}<Encrypt><![CDATA[${sealed}]]></Encrypt></xml>` };
}

const parser = new XMLParser({ parseTagValue: false });

/** The reply as WeChat reads it: null for none; throws where a sealed one is not signed or not for this account. */
export function readReply(text: string): Record<string, unknown> | null {
  if (text === '' || text === 'success') return null;
  const { xml } = parser.parse(text);
  if (xml.Encrypt === undefined) return xml;
  if (xml.MsgSignature !== getSignature(callback.token, xml.TimeStamp, xml.Nonce, xml.Encrypt)) throw new Error('the signature of the reply is wrong');
  const { message, id } = decrypt(callback.encodingAesKey, xml.Encrypt);
  if (id !== callback.appId) throw new Error('the reply is sealed for another account');
  return parser.parse(message).xml;
}

/** Posts a callback as WeChat does; `signal` ends the connection as its five seconds do. */
export async function post(root: string, given: Signed, signal?: AbortSignal): Promise<{ status: number; reply: Record<string, unknown> | null }> {
  const response = await fetch(`${root}/hooks/wechat-official/main?${given.query}`, {
    method: 'POST',
    body: given.body,
    headers: { 'content-type': 'text/xml' },
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  return { status: response.status, reply: response.status === 200 ? readReply(text) : null };
}
