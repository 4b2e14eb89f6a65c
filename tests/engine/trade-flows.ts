/** The flows that ship, with the words for goods and the FAQ of three trades. */
import { readFileSync } from 'node:fs';
import { checksFor, filesOf } from '../../src/commands/flow-files.ts';
import { loadConfig } from '../../src/config/load.ts';
import { checkFlows, type FlowFile } from '../../src/engine/flow.ts';
import type { FlowSet } from '../../src/engine/flow-tree.ts';
import { flowSet } from '../../src/runtime/flow-set.ts';

const goods = {
  phones:
    'phone, phones, case, cases, charger, chargers, cable, cables, power bank, earphones, earbuds, headphones, 手机, 手机壳, 壳子, 充电器, 数据线, 充电宝, 耳机, 钢化膜',
  tea: 'tea, teas, oolong, puerh, teapot, teapots, gaiwan, teacup, 茶, 红茶, 绿茶, 白茶, 乌龙, 普洱, 茶饼, 茶壶, 盖碗, 茶杯',
  furniture: 'sofa, sofas, couch, bed, beds, mattress, table, tables, desk, chair, chairs, lamp, lamps, 沙发, 床, 床垫, 餐桌, 茶几, 桌子, 椅, 灯, 书架, 衣柜',
} as const;
export type Trade = keyof typeof goods;
export const trades: readonly Trade[] = ['phones', 'tea', 'furniture'];

const config = loadConfig('', 'default.yaml');
if (!config.ok) throw new Error(config.problems.join('\n'));
const { context, shop } = await checksFor(config.value, 'en');
export const tradeShop = shop;
const shipped = await filesOf('flows', 'flows');

/** The flows of a shop of the trade; those that ship when they have no problems there. */
export function flowsOf(trade: Trade): FlowSet {
  const files = shipped.map(({ file, text }): FlowFile => {
    if (file === 'faq.yaml') return { file, text: readFileSync(new URL(`trades/${trade}.yaml`, import.meta.url), 'utf8') };
    return { file, text: file === 'product-search.yaml' ? text.replace(/- keyword:\s+\[[^\]]*\]/, `- keyword: [${goods[trade]}]`) : text };
  });
  const { flows, faqs, problems } = checkFlows(files, context);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return flowSet({ flows, faqs, calls: context.calls });
}
