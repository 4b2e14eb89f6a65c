/** The flows that ship, as the program loads them, without a shop behind their calls. */
import { readdirSync, readFileSync } from 'node:fs';
import { shopBase } from '../../src/app/shop-base.ts';
import { checkFlows } from '../../src/compiler/flow.ts';
import { loadConfig } from '../../src/config/load.ts';
import { demoGoods } from '../../src/demo/demo-goods.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import type { CallSpec, FlowSet } from '../../src/flow-tree/flow-tree.ts';
import { shopCalls } from '../../src/shop/calls/calls.ts';
import { noData } from '../../src/store/no-data.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Names of the files of the flows folder that end like this. */
export function shippedFiles(ending: string): string[] {
  return readdirSync(new URL('../../flows/', import.meta.url)).filter((name) => name.endsWith(ending));
}

/** Text of a file of the flows folder. */
export function shippedText(file: string): string {
  return read(`flows/${file}`);
}

function shippedConfig() {
  const config = loadConfig(read('config/default.yaml'), 'default.yaml');
  if (!config.ok) throw new Error(config.problems.join('\n'));
  return config;
}

/** The shop of the shipped config, as flows read it. */
export const shippedShop = (): ReturnType<typeof shopBase> => shopBase(shippedConfig().value);

/** What the flows that ship may call. */
export function shippedCalls(): Map<string, CallSpec> {
  return new Map(shopCalls(noData(), shippedConfig().value.shop).map((call) => [call.name, call]));
}

export function shippedFlows(): FlowSet {
  const config = shippedConfig();
  const calls = shippedCalls();
  const files = shippedFiles('.yaml').filter((name) => !name.endsWith('.test.yaml'));
  const { flows, faqs } = checkFlows(
    files.map((file) => ({ file, text: shippedText(file) })),
    { langs: config.value.shop.langs, calls },
  );
  return flowSet({ flows, faqs, calls, goods: demoGoods() });
}
