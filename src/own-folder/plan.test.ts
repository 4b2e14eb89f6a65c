import { describe, expect, it } from 'vitest';
import { planned, withNeeded } from './plan.ts';

const map = (text: string | undefined): Map<string, string> => new Map(text === undefined ? [] : [['x.yaml', text]]);
const v1 = 'flow: x\nsteps:\n  - say: one\n  - say: two\n  - say: three\n';
const v2 = v1.replace('three', 'three, better');

describe('what becomes of a flow', () => {
  it.each([
    ['as it was in both', v1, v1, v1, undefined],
    ['not changed by the merchant, changed by the program', v1, v1, v2, { does: 'follows', text: v2 }],
    ['an editor on Windows is no change', v1.replaceAll('\n', '\r\n'), v1, v2, { does: 'follows', text: v2.replaceAll('\n', '\r\n') }],
    ['a mark at the begin is no change', `\uFEFF${v1}`, v1, v2, { does: 'follows', text: v2 }],
    ['changed by the merchant only', v1.replace('one', 'ONE'), v1, v1, undefined],
    ['changed by both in other places', v1.replace('one', 'ONE'), v1, v2, { does: 'merges', text: v2.replace('one', 'ONE') }],
    [
      'Windows, changed by both',
      v1.replace('one', 'ONE').replaceAll('\n', '\r\n'),
      v1,
      v2,
      { does: 'merges', text: v2.replace('one', 'ONE').replaceAll('\n', '\r\n') },
    ],
    ['changed by both in the same place', v1.replace('three', 'THREE'), v1, v2, { does: 'conflicts', conflicts: [{ line: 5 }] }],
    ['changed by both in the same way', v2, v1, v2, { does: 'agrees' }],
    ['removed by the merchant', undefined, v1, v2, { does: 'left' }],
    ['gone from the program', v1, v1, undefined, { does: 'orphaned' }],
    ['changed by the merchant, gone from the program', v2, v1, undefined, { does: 'orphaned' }],
    ['new in the program', undefined, undefined, v1, { does: 'new' }],
    ['the merchant’s own, with a name that the program uses now', 'flow: x\n', undefined, v1, undefined],
    ['the merchant’s own', 'flow: x\n', undefined, undefined, undefined],
  ])('%s', (_, own, base, shipped, fate) => {
    const found = planned({ own: map(own), base: map(base), left: new Set() }, map(shipped)).get('x.yaml');
    if (fate === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(fate);
  });

  it('one that was left does not come again', () => {
    expect(planned({ own: new Map(), base: new Map(), left: new Set(['x.yaml']) }, map(v1)).size).toBe(0);
  });

  it.each(['mine', 'theirs'] as const)('a conflict is decided for %s when that is asked for', (side) => {
    const fates = planned({ own: map(v1.replace('three', 'THREE')), base: map(v1), left: new Set() }, map(v2), new Map([['x.yaml', side]]));
    expect(fates.get('x.yaml')).toMatchObject({ does: 'merges', text: side === 'mine' ? v1.replace('three', 'THREE') : v2 });
  });
});

it('what others go to comes along, by whatever way it is written', () => {
  const flow = (name: string, ...lines: string[]): [string, string] => [`${name}.yaml`, [`flow: ${name}`, 'steps:', ...lines].join('\n')];
  const texts = new Map([
    flow('a', '  - go: b'),
    flow('b', '  - do: "c"', '    when: { other: d }'),
    flow('c', '  - say: e'),
    flow('d', '  - choose:', '      options:', '        - { label: x, then: f }'),
    flow('f', '  - end'),
    flow('g', '  - go: a'),
    ['e.yaml', 'flow: e-flow\nsteps:\n  - end\n'],
  ]);
  expect(withNeeded(['a.yaml'], texts)).toEqual(['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml', 'f.yaml']);
});
