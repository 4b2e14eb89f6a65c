/** What a provider takes, by channel: the contract suite holds every encoded request against it. Channels without a provider have no entry. */
import type { ProviderRequest } from '../../src/channel.ts';
import { violation } from '../telegram/bot-api-rules.ts';
import { violation as weixinViolation } from '../wechat-official/weixin-rules.ts';
import { violation as puppetViolation } from '../wechaty/puppet-rules.ts';
import { violation as wecomViolation } from '../wecom/kf-rules.ts';
import { violation as graphViolation } from '../whatsapp-cloud/graph-rules.ts';
import { violation as whatsappWebViolation } from '../whatsapp-web/limits.ts';

/** Why the provider would refuse a request; null when it takes it. */
export type LimitCheck = (request: ProviderRequest) => string | null;

export const limitChecks: Record<string, LimitCheck> = {
  telegram: (request) => violation(request.method, Object.fromEntries(Object.entries(request.body ?? {}))),
  'whatsapp-cloud': (request) => graphViolation(Object.fromEntries(Object.entries(request.body ?? {})))?.details ?? null,
  'wechat-official': weixinViolation,
  wecom: wecomViolation,
  wechaty: puppetViolation,
  'whatsapp-web': whatsappWebViolation,
};
