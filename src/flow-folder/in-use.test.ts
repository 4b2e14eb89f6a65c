import { describe, expect, it } from 'vitest';
import { checkFlows } from '../compiler/flow.ts';
import { alwaysUsed, companions, firstUsed, inUse, standings } from './in-use.ts';
import { shippedNames } from './shipped-names.ts';

const flow = (name: string, steps: string) => ({
  file: `${name}.yaml`,
  text: `flow: ${name}\nstart:\n  - says: [${name} please, I want ${name}]\nsteps:\n${steps}`,
});
const files = [
  flow('menu', '  - choose: What?\n    options:\n      - { label: Orders, then: orders }\n      - { label: Coupons, then: coupons }\n'),
  flow('orders', '  - do: finding\n  - say: Here it is.\n'),
  flow('finding', '  - say: Looking.\n'),
  flow('coupons', '  - say: Ten percent.\n'),
  flow('mine', '  - say: My own.\n'),
  { file: 'answers.yaml', text: 'faq: shop-answers\nentries:\n  - q: [where are you, 在哪]\n    a: Here.\n    then: orders\n' },
];
const folder = checkFlows(files, {});
const shipped = new Set(['menu', 'orders', 'finding', 'coupons', 'shop-answers']);
const live = (names: string[]): string[] => {
  const { flows, faqs } = inUse(folder, { names, shipped });
  return [...flows.map((one) => `${one.name}${one.start.length > 0 ? '' : ' (part)'}`), ...faqs.map(({ name }) => name)].sort();
};

describe('the flows in use', () => {
  it.each<[string[], string[]]>([
    [[], ['coupons (part)', 'finding (part)', 'menu', 'mine', 'orders (part)']],
    [['orders'], ['finding (part)', 'menu', 'mine', 'orders']],
    [['answers'], ['finding (part)', 'menu', 'mine', 'orders (part)', 'shop-answers']],
    [
      ['shop-answers', 'coupons'],
      ['coupons', 'finding (part)', 'menu', 'mine', 'orders (part)', 'shop-answers'],
    ],
  ])('%j', (names, expected) => {
    expect(live(names)).toEqual(expected);
  });

  it('takes what is off out of the menus', () => {
    const { flows } = inUse(folder, { names: ['orders'], shipped });
    const options = flows.find(({ name }) => name === 'menu')?.steps.get('0')?.fields.options;
    expect(options).toMatchObject({ fixed: [{ then: { flow: 'orders' } }] });
  });

  it('names what is not there', () => {
    expect(standings(folder, { names: ['oders', 'orders'], shipped }).unknown).toEqual(['oders']);
  });

  it('knows its tables: every name in them ships', async () => {
    const names = await shippedNames();
    for (const name of [...alwaysUsed, ...Object.keys(companions), ...Object.values(companions).flat(), ...firstUsed.filter((one) => one !== 'faq')])
      expect(names).toContain(name);
  });
});
