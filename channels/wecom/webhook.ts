/** Callbacks of WeCom. Pure: what a callback announces is fetched by `pulls`, which are asked for once it is answered. */
import type { HookOutcome, HookRefusal, HookRequest } from '../../src/channel.ts';
import { type CallbackKey, openEnvelope, refusalOf, verifyCallback } from '../../src/channel-kit/wechat/callback.ts';
import { sealedPart } from '../../src/channel-kit/wechat/sealed-part.ts';
import { readXml } from '../../src/channel-kit/wechat/xml.ts';
import type { Settings } from './settings.ts';

/** `account` is absent in callbacks that do not say which customer-service account they are about. */
export type WantPull = (token: string | undefined, account: string | undefined) => void;

function field(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Refuses what shows by its address that WeCom did not sign it: no SHA-1, no time. What is signed right but late is told apart by {@link hook}. */
export function hookHead({ query }: Omit<HookRequest, 'body'>): HookRefusal | null {
  const fits = /^[0-9a-f]{40}$/i.test(query.get('msg_signature') ?? '') && /^\d{1,12}$/.test(query.get('timestamp') ?? '') && query.has('nonce');
  return fits ? null : { ok: false, reason: 'signature' };
}

/**
 * Answers a call of WeCom's. GET: the address is being saved in the administration, and the decrypted `echostr` is the answer. POST: sealed XML; its
 * signature, age and corporation are checked before anything is parsed, and `kf_msg_or_event` asks for a pull.
 * https://developer.work.weixin.qq.com/document/path/90930
 */
export function hook(request: HookRequest, settings: Settings, now: number, wantPull: WantPull): HookOutcome {
  const { query } = request;
  const encrypted = request.method === 'POST' ? sealedPart(request.body) : (query.get('echostr') ?? undefined);
  // Whoever sends what is no callback has not signed it either.
  if (!encrypted) return { ok: false, reason: 'signature' };
  const signed = { signature: query.get('msg_signature'), timestamp: query.get('timestamp'), nonce: query.get('nonce'), encrypted };
  const verified = verifyCallback(settings.token, signed, now);
  if (!verified.ok) return { ok: false, reason: refusalOf(verified.reason) };
  const key: CallbackKey = { aesKey: settings.key, receiver: settings.corpId };
  const opened = openEnvelope(key, encrypted);
  if (!opened.ok) return { ok: false, reason: opened.reason === 'receiver' ? 'signature' : 'malformed' };
  if (request.method === 'GET') return { ok: true, events: [], reply: { type: 'text/plain; charset=utf-8', body: opened.text } };

  const inner = readXml(opened.text);
  if (!inner.ok) return { ok: false, reason: 'malformed' };
  if (field(inner.value.Event) !== 'kf_msg_or_event') return { ok: true, events: [] };
  const account = field(inner.value.OpenKfId);
  const token = field(inner.value.Token);
  return {
    ok: true,
    events: [],
    answer: () => {
      wantPull(token, account);
      return undefined;
    },
  };
}
