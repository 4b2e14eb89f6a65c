/**
 * The templates of the account. https://developers.weixin.qq.com/doc/service/api/notify/template/api_getalltemplates
 * and https://developers.weixin.qq.com/doc/service/api/notify/notify/api_getwxapubnewtemplate
 */
import { z } from 'zod';
import type { ProviderTemplate } from '../../src/channel.ts';
import type { WeChatApi } from '../../src/channel-kit/wechat/api.ts';
import type { ApiResult } from '../../src/channel-kit/wechat/api-result.ts';
import { subscriptionPrefix } from './template.ts';

const some = z.string().min(1);
const templateList = z.object({ template_list: z.array(z.object({ template_id: some, content: z.string() })) });
const subscriptionList = z.object({ data: z.array(z.object({ priTmplId: some, content: z.string() })) });

function template(name: string, content: string): ProviderTemplate {
  const params = [...content.matchAll(/\{\{\s*(\w+)\.DATA\s*\}\}/g)].map(([, param]) => param ?? '');
  return { name, lang: 'zh-CN', status: 'approved', category: 'utility', params: [...new Set(params)] };
}

/** Nobody said no: there was no answer, or one that was not WeChat's. */
function passes(result: ApiResult<unknown>): boolean {
  return !result.ok && result.error.kind !== 'refused';
}

/**
 * Reads both kinds, under the name that flows use where `ids` has one, else under their id. A kind that the account may not use counts as none.
 * Undefined when neither could be read, or one of them met trouble that passes.
 */
export async function readTemplates(api: WeChatApi, ids: Readonly<Record<string, string>>): Promise<ProviderTemplate[] | undefined> {
  const own = await api.call({ path: '/cgi-bin/template/get_all_private_template' }, templateList);
  const subscribed = await api.call({ path: '/wxaapi/newtmpl/gettemplate' }, subscriptionList);
  if (passes(own) || passes(subscribed) || (!own.ok && !subscribed.ok)) return undefined;
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  const found = [
    ...(own.ok ? own.value.template_list.map((one) => template(one.template_id, one.content)) : []),
    ...(subscribed.ok ? subscribed.value.data.map((one) => template(`${subscriptionPrefix}${one.priTmplId}`, one.content)) : []),
  ];
  return found.map((one) => ({ ...one, name: names.get(one.name) ?? one.name }));
}
