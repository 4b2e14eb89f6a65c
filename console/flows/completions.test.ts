import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { flowCompletions, type Known } from './completions.ts';

const known: Known = {
  names: { calls: [{ name: 'order.find', about: { en: 'Finds an order', zh: '查找订单' }, params: ['number'] }], flows: ['returns'] },
  steps: ['ask-size'],
  lang: 'zh',
};

/** Labels that are offered where `|` stands. */
function offered(text: string): string[] {
  const pos = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', '') });
  const found = flowCompletions(() => known)(new CompletionContext(state, pos, true));
  return found?.options.map(({ label }) => label) ?? [];
}

const head = 'flow: size\nsteps:\n';

/** [what, text, some that are offered, some that are not]. */
const cases: [string, string, string[], string[]][] = [
  ['keys of a flow', 'flow: size\n|', ['start', 'steps', 'about', 'takes'], ['entries', 'say']],
  ['keys of a FAQ', 'faq: shop\n|', ['entries'], ['steps']],
  ['verbs of a step', `${head}  - |`, ['say', 'ask', 'choose', 'call', 'if'], ['entries', 'steps']],
  ['verbs of a later step', `${head}  - say: Hi\n  - a|`, ['say', 'ask'], ['steps']],
  ['keys of a step that asks', `${head}  - ask: Which?\n    |`, ['save', 'expect', 'retry', 'name'], ['ask', 'options', 'say']],
  ['keys of a step that lets choose', `${head}  - choose: Which?\n    o|`, ['options', 'many'], ['expect']],
  ['keys above their verb', `${head}  - name: x\n    |\n    choose: Which?\n`, ['options'], ['expect', 'name']],
  ['verbs in a branch', `${head}  - if: a == 1\n    then:\n      - |`, ['say', 'ask'], ['then', 'steps']],
  ['keys in a branch', `${head}  - if: a == 1\n    then:\n      - ask: Which?\n        |`, ['save', 'retry'], ['then', 'ask']],
  ['keys behind a branch', `${head}  - if: a == 1\n    then:\n      - say: Hi\n    |`, ['else'], ['image', 'then']],
  ['keys of an option', `${head}  - choose: Which?\n    options:\n      - label: A\n        |`, ['then', 'also', 'value'], ['label', 'options']],
  ['where it leads', `${head}  - if: a == 1\n    then: |`, ['ask-size', 'returns', 'menu', 'handoff', 'end'], ['say']],
  ['where a button leads, in one line', `${head}  - choose: Which?\n    options:\n      - { label: A, then: r|`, ['ask-size', 'returns', 'handoff'], []],
  ['where to go', `${head}  - go: |`, ['ask-size', 'menu'], []],
  ['a call', `${head}  - call: or|`, ['order.find'], ['ask-size']],
  ['kinds of answer', `${head}  - ask: Which?\n    expect: |`, ['number', 'phone', 'yes_no'], ['ask-size']],
  ['a kind of flow', 'flow: size\nkind: |', ['service', 'promo'], []],
  ['what starts it', 'flow: size\nstart:\n  - |', ['says', 'keyword', 'event'], ['say']],
  ['languages of a text', `${head}  - say:\n      |`, ['zh', 'en'], []],
  ['keys of an entry', 'faq: shop\nentries:\n  - q: [a]\n    |', ['a', 'then', 'only_if'], ['q', 'say']],
  ['a text', `${head}  - say: Hel|`, [], ['ask-size', 'say']],
  ['a comment', `${head}  # sa|`, [], ['say']],
];

describe('completion', () => {
  it.each(cases)('%s', (_what, text, some, none) => {
    const labels = offered(text);
    expect(some.filter((label) => !labels.includes(label))).toEqual([]);
    expect(none.filter((label) => labels.includes(label))).toEqual([]);
  });

  it('says in the language of the page what a key is for', () => {
    const doc = `${head}  - `;
    const found = flowCompletions(() => known)(new CompletionContext(EditorState.create({ doc }), doc.length, true));
    expect(found?.options.find(({ label }) => label === 'say')?.info).toBe('机器人说的话');
  });
});
