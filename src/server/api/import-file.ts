/** `POST /api/import`: a merchant's file while the program runs. The body is the file. */
import { z } from 'zod';
import { importFile } from '../../shop/importing/import.ts';
import { importReport } from '../../shop/importing/import-report.ts';
import { importKinds, type KindName } from '../../shop/importing/kinds.ts';
import type { Store } from '../../store/store.ts';
import { importProducts } from './examples/import-file.ts';
import { type FileRoute, ok, refuse, route } from './route.ts';
import { about } from './words.ts';

const kinds = Object.keys(importKinds) as [KindName, ...KindName[]];
const flag = (en: string, zh: string) =>
  z
    .enum(['true', 'false', '1', '0'])
    .optional()
    .meta(about(en, zh))
    .transform((word) => word === 'true' || word === '1');

export const importQuery = z.object({
  file: z.string().min(1).max(300).meta(about('Name of the file', '文件名')),
  kind: z.enum(kinds).optional().meta(about('What it holds; told from its name and columns unless given', '是哪一类；不填就从文件名和列名判断')),
  check: flag('Only tells what would change', '只看会改什么，不写入'),
  replace: flag('Removes the products or coupons that the file does not have', '删除文件里没有的商品或优惠码'),
  dates: z.enum(['dmy', 'mdy']).optional().meta(about('What stands first in 3/4/2026', '3/4/2026 里先写的是日还是月')),
  consent: z.string().min(1).max(1_000).optional().meta(about('What the customers of the file agreed to, and how', '文件里的顾客同意了什么、怎样同意的')),
  agreed: flag('Everybody in a file of customers agreed to promotions, in the words of `consent`', '顾客文件里的每个人都同意接收推广，原话写在 `consent`'),
  lang: z.enum(['zh', 'en']).default('en').meta(about('Of `lines`', '`lines` 用的语言')),
});

const described = route({
  method: 'post',
  path: '/import',
  summary: {
    en: 'Imports a file of products, stock, orders, customers or coupons, whole or not at all; the body is the file itself (CSV or JSON, up to 50 MB)',
    zh: '导入商品、库存、订单、顾客或优惠码的文件，要么全部导入，要么一条也不导入；请求内容就是文件本身（CSV 或 JSON，最大 50 MB）',
  },
  example: importProducts,
  query: importQuery,
  response: z.looseObject({
    ok: z.boolean(),
    lines: z.array(z.string()).meta(about('What the command would print, in `lang`', '命令行会显示的内容，语言由 `lang` 决定')),
  }),
  handle: async () => ok({ ok: false, lines: [] }),
});

/**
 * Products, stock, orders, customers or coupons from a file, whole or not at all. `zone` and `currency` are the shop's. `written` is
 * called with the ids of the rows after they were written.
 */
export function importRoute(
  store: Store,
  shop: { currency: string; zone: string; country?: string | undefined },
  now: () => number,
  written?: (kind: KindName, ids: readonly string[]) => Promise<void>,
): FileRoute {
  return {
    described,
    path: '/import',
    limit: 50_000_000,
    async handle(query, bytes) {
      const asked = importQuery.safeParse(query);
      if (!asked.success) return refuse(422, 'invalid', `query: ${asked.error.issues[0]?.message ?? 'not valid'}`, asked.error.issues[0]?.path.join('.'));
      const { lang, file, check, replace, agreed, ...rest } = asked.data;
      if (agreed && rest.consent === undefined) return refuse(422, 'invalid', 'query: agreed needs the words of `consent`', 'consent');
      const result = await importFile(store, {
        file,
        bytes,
        check,
        replace,
        now: now(),
        currency: shop.currency,
        zone: shop.zone,
        country: shop.country,
        everyoneAgreed: agreed,
        ...rest,
      });
      if (result.ok && !result.isPreview) await written?.(result.kind, result.ids);
      const lines = importReport(result, file, lang, replace, 'page');
      const audit = result.ok && !result.isPreview ? {} : { audit: 'none' as const };
      return { ok: true, status: 200, ...audit, body: { ...('ids' in result ? { ...result, ids: undefined } : result), lines } };
    },
  };
}
