/** What a provider takes, by channel: the contract suite holds every encoded request against it. Channels without a provider have no entry. */
import type { ProviderRequest } from '../../src/channel.ts';
import { violation } from '../telegram/bot-api-rules.ts';
import { record, sendRefusal } from '../wecom/kf-rules.ts';

/** A request of WeCom as it leaves send.ts: with an id, the account of a bare address, and the ids of its uploaded files. */
function wecomBody(request: ProviderRequest): Record<string, unknown> {
  const body = record(request.body);
  const type = String(body.msgtype);
  const files = Object.fromEntries(Object.keys(request.media ?? {}).map((field) => [field, 'MEDIA_ID']));
  return { msgid: 'MSGID', open_kfid: 'wkOne', ...body, [type]: { ...record(body[type]), ...files } };
}

/** Why the provider would refuse a request; null when it takes it. */
export type LimitCheck = (request: ProviderRequest) => string | null;

export const limitChecks: Record<string, LimitCheck> = {
  telegram: (request) => violation(request.method, Object.fromEntries(Object.entries(request.body ?? {}))),
  wecom: (request) => sendRefusal(wecomBody(request))?.errmsg ?? null,
};
