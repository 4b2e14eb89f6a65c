/** `npm run coupons -- rules`, `list`, `issue RULE CUSTOMER KEY`, `void CODE`: through the API of the running program. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { called, usage } from '../command-table.ts';
import { systemLanguage } from '../machine/system-language.ts';
import { ask } from './ask.ts';

const lang = systemLanguage();
const none = {
  rules: {
    en: 'There are no rules of coupons yet. They stand in the settings under coupons, e.g. "coupons: { cart: { percent: 10, valid: 48h } }": see docs/carts.md.',
    zh: '还没有优惠券规则。规则写在设置的 coupons 里，例如“coupons: { cart: { percent: 10, valid: 48h } }”，见 docs/carts.zh-CN.md。',
  },
  coupons: {
    en: `No coupon has been issued yet. Issue one: ${called('coupons', 'issue RULE CUSTOMER KEY')}; bring codes in: ${called('shop', 'import FILE --kind coupons')}`,
    zh: `还没有发过优惠券。发一张：${called('coupons', 'issue 规则 顾客编号 事由')}；导入优惠码：${called('shop', 'import 文件 --kind coupons')}`,
  },
};
const money = z.object({ amount: z.number(), currency: z.string() });
const worth = z.object({ kind: z.string(), percent: z.number().optional(), money: money.optional(), gift: z.string().optional(), minimum: money.optional() });
const rules = z.object({ items: z.array(worth.extend({ name: z.string(), issued: z.number(), count: z.number().optional() })) });
const listed = z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), facts: z.record(z.string(), z.unknown()) })) });
const issued = worth.extend({ code: z.string(), contact: z.string(), until: z.number(), voided: z.number().optional() });

function worthText({ kind, percent, money: off, gift, minimum }: z.output<typeof worth>): string {
  const what = percent !== undefined ? `-${percent}%` : off ? `-${off.amount} ${off.currency}` : (gift ?? kind);
  return minimum ? `${what}  >= ${minimum.amount} ${minimum.currency}` : what;
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { limit: { type: 'string' } } });
  const [what, first, second, third, ...rest] = positionals;
  if (what === 'rules' && first === undefined) {
    const found = await ask('GET', '/coupon-rules', rules);
    for (const rule of found?.items ?? [])
      console.log([rule.name, worthText(rule), `${rule.issued}${rule.count === undefined ? '' : `/${rule.count}`}`].join('\t'));
    if (found?.items.length === 0) console.log(none.rules[lang]);
    return found ? 0 : 1;
  }
  if (what === 'list' && first === undefined) {
    const limit = Math.min(Math.max(Number(values.limit ?? 50) || 50, 1), 200);
    const found = await ask('GET', `/coupons?limit=${limit}`, listed);
    for (const { id, name, facts } of found?.items ?? [])
      console.log([id, name, facts.kind, facts.used === true ? (lang === 'zh' ? '已用' : 'used') : ''].join('\t'));
    if (found?.items.length === 0) console.log(none.coupons[lang]);
    return found ? 0 : 1;
  }
  if (what === 'issue' && first !== undefined && second !== undefined && third !== undefined && rest.length === 0) {
    const coupon = await ask('POST', '/coupons', issued, { rule: first, contact: second, key: third });
    if (coupon) console.log([coupon.code, worthText(coupon), new Date(coupon.until).toISOString()].join('\t'));
    return coupon ? 0 : 1;
  }
  if (what === 'void' && first !== undefined && second === undefined) {
    const coupon = await ask('POST', `/coupons/${encodeURIComponent(first)}/void`, issued, {});
    if (coupon)
      console.log(
        lang === 'zh'
          ? `${coupon.code} 已作废。已同步到店铺系统的，请到那边停用。`
          : `${coupon.code} is void here. If your store was told of it, switch it off there too.`,
      );
    return coupon ? 0 : 1;
  }
  console.error(usage('coupons', lang));
  return 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch {
  console.error(usage('coupons', lang));
  process.exitCode = 2;
}
