/**
 * Callbacks of WeChat, in the three modes of the console. https://developers.weixin.qq.com/doc/service/guide/dev/push/
 *
 * - plain: `signature` over token, timestamp and nonce. It says nothing of the content, so https has to protect that.
 * - compatible and safe: `encrypt_type=aes`; `msg_signature` covers the sealed content, and only what is sealed counts, whatever else stands there.
 *
 * With an AES key a message in plain text is refused: otherwise whoever got hold of one signed address could bring any content.
 */
import { randomInt } from 'node:crypto';
import type { HookOutcome, HookRefusal, HookReply, HookRequest } from '../../src/channel.ts';
import { type CallbackKey, openEnvelope, refusalOf, sealEnvelope, signCallback, verifyCallback } from '../../src/channel-kit/wechat/callback.ts';
import { sealedPart } from '../../src/channel-kit/wechat/sealed-part.ts';
import { buildXml, readXml, type XmlObject } from '../../src/channel-kit/wechat/xml.ts';
import type { InboundEvent } from '../../src/message.ts';
import type { PassiveContent } from './custom-message.ts';
import { decode } from './decode.ts';
import { emptyReply, type PassiveReplies } from './replies.ts';
import type { Settings } from './settings.ts';

export interface HookParts {
  settings: Settings;
  account: string;
  replies: PassiveReplies;
  /** The console and our settings do not fit together; null when a message came through. For health(). */
  mismatch(problem: string | null): void;
}

const plainRefused = 'Messages arrive in plain text although WECHAT_AES_KEY is set; choose the safe mode in the WeChat console, or remove the variable';
const keyMissing = 'Messages arrive encrypted; set WECHAT_AES_KEY to the EncodingAESKey of the WeChat console';
const keyWrong = 'Messages cannot be decrypted; compare WECHAT_AES_KEY and WECHAT_APP_ID with the WeChat console';

type Content = { ok: true; message: XmlObject; sealed: boolean } | { ok: false; reason: 'signature' | 'time' | 'malformed' | 'no_secret' };

/** Returns why a request is not signed by WeChat, or not now; null when it is. */
function unsigned(request: Omit<HookRequest, 'body'>, { settings }: Pick<HookParts, 'settings'>, now: number, encrypted?: string): 'signature' | 'time' | null {
  const { query } = request;
  const signature = query.get(encrypted === undefined ? 'signature' : 'msg_signature');
  const signed = { signature, timestamp: query.get('timestamp'), nonce: query.get('nonce'), ...(encrypted === undefined ? {} : { encrypted }) };
  const verified = verifyCallback(settings.callbackToken, signed, now);
  return verified.ok ? null : refusalOf(verified.reason);
}

/** Looks at a callback's head. In plain mode the signature covers the address only, so that a forged callback is refused with its body unread. */
export function hookHead(request: Omit<HookRequest, 'body'>, now: number, settings: Settings): HookRefusal | null {
  const sealed = request.query.get('encrypt_type') === 'aes' && settings.aesKey !== undefined;
  const reason = sealed ? null : unsigned(request, { settings }, now);
  return reason && { ok: false, reason };
}

function openSealed(request: HookRequest, parts: HookParts, now: number): Content {
  const { aesKey, appId } = parts.settings;
  if (!aesKey) {
    parts.mismatch(keyMissing);
    return { ok: false, reason: 'no_secret' };
  }
  const encrypted = sealedPart(request.body);
  const reason = encrypted === undefined ? 'signature' : unsigned(request, parts, now, encrypted);
  if (encrypted === undefined || reason) return { ok: false, reason: reason ?? 'signature' };
  const opened = openEnvelope({ aesKey, receiver: appId }, encrypted);
  const read = opened.ok ? readXml(opened.text) : undefined;
  if (!read?.ok) {
    parts.mismatch(keyWrong);
    return { ok: false, reason: 'malformed' };
  }
  return { ok: true, message: read.value, sealed: true };
}

/** Either signature is checked before anything is parsed: the plain one covers the address only. In compatible mode without a key, the plain half of the message is used. */
function readContent(request: HookRequest, parts: HookParts, now: number): Content {
  const sealed = request.query.get('encrypt_type') === 'aes';
  if (sealed && parts.settings.aesKey) return openSealed(request, parts, now);
  const reason = unsigned(request, parts, now);
  if (reason) return { ok: false, reason };
  if (parts.settings.aesKey) {
    parts.mismatch(plainRefused);
    return { ok: false, reason: 'signature' };
  }
  const read = readXml(request.body.toString('utf8'));
  if (!read.ok) return { ok: false, reason: sealed ? 'signature' : 'malformed' };
  if (sealed && read.value.MsgType === undefined) return openSealed(request, parts, now);
  return { ok: true, message: read.value, sealed: false };
}

/** The answer that WeChat shows to the customer. */
function passiveReply(message: XmlObject, content: PassiveContent, now: number, token: string, key?: CallbackKey): HookReply {
  const seconds = Math.floor(now / 1000);
  const xml = buildXml({ ToUserName: String(message.FromUserName), FromUserName: String(message.ToUserName), CreateTime: seconds, ...content });
  if (!key) return { type: 'application/xml', body: xml };
  const encrypted = sealEnvelope(key, xml);
  const nonce = String(randomInt(1_000_000_000, 10_000_000_000));
  const signature = signCallback(token, String(seconds), nonce, encrypted);
  return { type: 'application/xml', body: buildXml({ Encrypt: encrypted, MsgSignature: signature, TimeStamp: seconds, Nonce: nonce }) };
}

/** Tells whether the customer waits for an answer to the event. */
function asksForAnswer(event: InboundEvent): boolean {
  return event.type === 'message' || event.type === 'pressed' || event.type === 'started' || (event.type === 'event' && event.name.startsWith('menu.'));
}

/** Verifies and decodes. Never throws. */
export function hook(request: HookRequest, now: number, parts: HookParts): HookOutcome {
  if (request.method === 'GET') {
    const reason = unsigned(request, parts, now);
    if (reason) return { ok: false, reason };
    return { ok: true, events: [], reply: { type: 'text/plain', body: (request.query.get('echostr') ?? '').slice(0, 256) } };
  }
  const content = readContent(request, parts, now);
  if (!content.ok) return content;
  parts.mismatch(null);
  const { message, sealed } = content;
  const { aesKey, appId, callbackToken } = parts.settings;
  const events = decode(message, { account: parts.account, now });
  const asks = typeof message.ToUserName === 'string' ? events.find(asksForAnswer) : undefined;
  if (!asks) return { ok: true, events, reply: emptyReply };
  const key = sealed && aesKey ? { aesKey, receiver: appId } : undefined;
  const make = (reply: PassiveContent) => passiveReply(message, reply, now, callbackToken, key);
  return { ok: true, events, reply: emptyReply, answer: parts.replies.waiter({ id: asks.id, user: asks.from.user, make }) };
}
