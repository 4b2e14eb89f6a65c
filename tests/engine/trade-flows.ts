/** The flows that ship, with the catalogue and the FAQ of three trades. */
import { readFileSync } from 'node:fs';
import { checkFlows, type FlowFile } from '../../src/compiler/flow.ts';
import { loadConfig } from '../../src/config/load.ts';
import { atOnce } from '../../src/event-loop/slices.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import type { FlowSet } from '../../src/flow-tree/flow-tree.ts';
import type { GoodsReader } from '../../src/flow-tree/goods-said.ts';
import { checksFor, filesOf } from '../../src/own-folder/flow-checks.ts';
import { goodsReading } from '../../src/shop/search/goods-said.ts';
import { trades as catalogues } from '../shop/trades.ts';

export type Trade = keyof typeof catalogues;
export const trades = ['phones', 'tea', 'furniture'] as const satisfies Trade[];

const config = loadConfig('', 'default.yaml');
if (!config.ok) throw new Error(config.problems.join('\n'));
const { context, shop } = await checksFor(config.value, 'en', 'flows');
export const tradeShop = shop;
const shipped = await filesOf('flows', 'flows');

/** The FAQ of a trade, and what else its owner wrote; the parts shop keeps the entries that ship beside its own. */
export function tradeFaq(trade: Trade | 'parts'): { own: FlowFile[]; keepsShipped: boolean } {
  const read = (file: string): string => readFileSync(new URL(`trades/${file}`, import.meta.url), 'utf8');
  if (trade !== 'parts') return { own: [{ file: 'faq.yaml', text: read(`${trade}.yaml`) }], keepsShipped: false };
  return {
    own: [
      { file: 'parts.yaml', text: read('parts.yaml') },
      { file: 'fits.yaml', text: read('parts-fits.yaml') },
    ],
    keepsShipped: true,
  };
}

/** The flows that ship beside the files of an owner; when they have no problems there. */
export function flowsWith({ own, keepsShipped }: ReturnType<typeof tradeFaq>, goods: GoodsReader): FlowSet {
  const left = shipped.filter(({ file }) => file !== 'faq-demo.yaml' && (keepsShipped || file !== 'faq.yaml'));
  const { flows, faqs, problems } = checkFlows([...left, ...own], context);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return flowSet({ flows, faqs, calls: context.calls, goods });
}

/** The flows of a shop of the trade. */
export function flowsOf(trade: Trade): FlowSet {
  return flowsWith(tradeFaq(trade), atOnce(goodsReading(catalogues[trade])));
}
