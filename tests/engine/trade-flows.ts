/** The flows that ship, with the catalogue and the FAQ of three trades. */
import { readFileSync } from 'node:fs';
import { checksFor, filesOf } from '../../src/commands/flow-files.ts';
import { loadConfig } from '../../src/config/load.ts';
import { checkFlows, type FlowFile } from '../../src/engine/flow.ts';
import type { FlowSet } from '../../src/engine/flow-tree.ts';
import { flowSet } from '../../src/runtime/flow-set.ts';
import { goodsReading } from '../../src/shop/goods-said.ts';
import { atOnce } from '../../src/slices.ts';
import { trades as catalogues } from '../shop/trades.ts';

export type Trade = keyof typeof catalogues;
export const trades = ['phones', 'tea', 'furniture'] as const satisfies Trade[];

const config = loadConfig('', 'default.yaml');
if (!config.ok) throw new Error(config.problems.join('\n'));
const { context, shop } = await checksFor(config.value, 'en', 'flows');
export const tradeShop = shop;
const shipped = await filesOf('flows', 'flows');

/** The flows of a shop of the trade; those that ship when they have no problems there. */
export function flowsOf(trade: Trade): FlowSet {
  const files = shipped
    .filter(({ file }) => file !== 'faq-demo.yaml')
    .map(
      ({ file, text }): FlowFile =>
        file === 'faq.yaml' ? { file, text: readFileSync(new URL(`trades/${trade}.yaml`, import.meta.url), 'utf8') } : { file, text },
    );
  const { flows, faqs, problems } = checkFlows(files, context);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return flowSet({ flows, faqs, calls: context.calls, goods: atOnce(goodsReading(catalogues[trade])) });
}
