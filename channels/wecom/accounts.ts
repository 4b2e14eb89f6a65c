/** The customer-service accounts of the corporation that this application may serve. */
import { z } from 'zod';
import type { WeChatApi } from '../../src/channel-kit/wechat/api.ts';
import type { ApiResult } from '../../src/channel-kit/wechat/api-result.ts';

/** Accounts in one answer; a corporation has up to 5,000. https://developer.work.weixin.qq.com/document/path/94661 */
const pageSize = 100;
const mostPages = 50;

const page = z.object({
  errcode: z.literal(0),
  account_list: z
    .array(z.object({ open_kfid: z.string().min(1), manage_privilege: z.boolean().optional() }))
    .optional()
    .transform((list) => list ?? []),
});

/** Lists the accounts of customer service by their `open_kfid`. Those that people manage in the WeCom app (`manage_privilege` false) are left out. */
export async function listAccounts(api: WeChatApi, timeoutMs: number, signal?: AbortSignal): Promise<ApiResult<string[]>> {
  const found: string[] = [];
  for (let n = 0; n < mostPages; n++) {
    const json = { offset: n * pageSize, limit: pageSize };
    const answer = await api.call({ path: '/cgi-bin/kf/account/list', json, timeoutMs, ...(signal && { signal }) }, page);
    if (!answer.ok) return answer;
    const list = answer.value.account_list;
    found.push(...list.filter((account) => account.manage_privilege !== false).map((account) => account.open_kfid));
    if (list.length < pageSize) break;
  }
  return { ok: true, value: found };
}
