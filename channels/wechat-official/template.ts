/**
 * Template messages and subscription messages. Pure.
 * https://developers.weixin.qq.com/doc/service/api/notify/template/api_sendtemplatemessage
 * https://developers.weixin.qq.com/doc/service/api/notify/notify/api_sendnewsubscribemsg
 */
import type { ProviderRequest } from '../../src/channel.ts';
import { clean, cutLabel } from '../../src/channel-kit/degrade/degrade.ts';
import type { OutboundMessage, TemplateUse } from '../../src/message.ts';

export const templatePath = '/cgi-bin/message/template/send';
export const subscriptionPath = '/cgi-bin/message/subscribe/bizsend';

/** In front of a template's id: it is one that the customer subscribes to (订阅通知). */
export const subscriptionPrefix = 'subscribe:';

/** Returns the message with its template's id at WeChat, where `ids` (by the name in flows) has one. */
export function withProviderName(message: OutboundMessage, ids: Readonly<Record<string, string>>): OutboundMessage {
  const { template } = message;
  const name = template && Object.hasOwn(ids, template.name) ? ids[template.name] : undefined;
  return template && name ? { ...message, template: { ...template, name } } : message;
}

/** `thing` holds up to 20 characters; WeChat refuses the whole message for one more. Other kinds (numbers, times, amounts) must not be cut. */
const thingChars = 20;

/** A bare number n is `keywordN`, the name in templates of the old kind. */
function fieldName(name: string): string {
  return /^\d+$/.test(name) ? `keyword${name}` : name;
}

function fieldValue(name: string, value: string): string {
  const line = clean(value).replace(/\s*\n\s*/g, ' ');
  return /^thing\d/.test(name) ? cutLabel(line, thingChars) : line;
}

/**
 * Makes the request of a template. `params` go by the names in the template (`first`, `keyword1`, `thing2` ...). `url` is the page that the message
 * opens. The name is the template's id; with `subscribe:` before it, a subscription message.
 */
export function templateRequest(user: string, template: TemplateUse): ProviderRequest {
  const { url, ...params } = template.params;
  const data = Object.fromEntries(Object.entries(params).map(([name, value]) => [fieldName(name), { value: fieldValue(name, value) }]));
  const subscription = template.name.startsWith(subscriptionPrefix);
  const body: Record<string, unknown> = { touser: user, template_id: subscription ? template.name.slice(subscriptionPrefix.length) : template.name };
  if (url) body[subscription ? 'page' : 'url'] = url;
  return { method: 'POST', path: subscription ? subscriptionPath : templatePath, body: { ...body, data } };
}
