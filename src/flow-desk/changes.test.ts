import { describe, expect, it } from 'vitest';
import { changesBetween } from './changes.ts';

const flow = (steps: string, head = ''): string => `flow: size\n${head}steps:\n${steps}`;
const faq = (entries: string): string => `faq: shop\nentries:\n${entries}`;
const ask = flow('  - name: ask-size\n    ask: { en: Which size?, zh: 什么尺码？ }\n    save: size\n');
const buttons = (options: string): string => flow(`  - name: pick\n    choose: Which one?\n    options:\n${options}`);

/** [case, before, after, in English, in Chinese]. */
const cases: [string, string, string, string[], string[]][] = [
  ['nothing', ask, ask, [], []],
  ['a comment alone', ask, `# a note\n${ask}`, [], []],
  ['another way to write the same', flow('  - say: Hi\n'), flow('  - say: "Hi"\n'), [], []],
  [
    'a text in one language',
    ask,
    ask.replace('Which size?', 'Which size do you wear?'),
    ['The text of “ask-size” changed in English: “Which size?” → “Which size do you wear?”'],
    ['“ask-size”的英语文字改了：“Which size?” → “Which size do you wear?”'],
  ],
  [
    'a text in both languages',
    ask,
    ask.replace('Which size?', 'Size?').replace('什么尺码？', '尺码？'),
    ['The text of “ask-size” changed in English: “Which size?” → “Size?”', 'The text of “ask-size” changed in Chinese: “什么尺码？” → “尺码？”'],
    ['“ask-size”的英语文字改了：“Which size?” → “Size?”', '“ask-size”的中文文字改了：“什么尺码？” → “尺码？”'],
  ],
  [
    'a language more',
    flow('  - say: { en: Hi }\n'),
    flow('  - say: { en: Hi, zh: 您好 }\n'),
    ['The text of say “Hi” was written in Chinese: “您好”'],
    ['say “您好”有了中文的文字：“您好”'],
  ],
  [
    'a language less',
    flow('  - say: { en: Hi, zh: 您好 }\n'),
    flow('  - say: { en: Hi }\n'),
    ['The text of say “Hi” is gone in Chinese'],
    ['say “Hi”没有中文的文字了'],
  ],
  [
    'a text without languages',
    flow('  - say: Hi\n'),
    flow('  - say: Hello\n'),
    ['The text of say “Hello” changed: “Hi” → “Hello”'],
    ['say “Hello”的文字改了：“Hi” → “Hello”'],
  ],
  ['a step more', flow('  - say: Hi\n'), flow('  - say: Hi\n  - say: Bye\n'), ['A new step: say “Bye”'], ['新增步骤say “Bye”']],
  ['a step in front', flow('  - say: Hi\n'), flow('  - say: First\n  - say: Hi\n'), ['A new step: say “First”'], ['新增步骤say “First”']],
  ['a step less', flow('  - say: Hi\n  - say: Bye\n'), flow('  - say: Bye\n'), ['The step say “Hi” was removed'], ['删除了步骤say “Hi”']],
  ['steps in another order', flow('  - say: A\n  - say: B\n'), flow('  - say: B\n  - say: A\n'), ['The step say “B” moved'], ['步骤say “B”换了位置']],
  [
    'a step inside a branch',
    flow('  - if: a == 1\n    then:\n      - say: Hi\n'),
    flow('  - if: a == 1\n    then:\n      - say: Hi\n      - say: Bye\n'),
    ['A new step: say “Bye”'],
    ['新增步骤say “Bye”'],
  ],
  [
    'a condition',
    flow('  - if: a == 1\n    then: end\n'),
    flow('  - if: a == 2\n    then: end\n'),
    ['The condition of if “a == 2” changed: “a == 1” → “a == 2”'],
    ['if “a == 2”的条件改了：“a == 1” → “a == 2”'],
  ],
  [
    'the condition of a step',
    flow('  - say: Hi\n'),
    flow('  - say: Hi\n    only_if: shop.open\n'),
    ['The condition of say “Hi” changed: “” → “shop.open”'],
    ['say “Hi”的条件改了：“” → “shop.open”'],
  ],
  [
    'where it leads',
    flow('  - if: a == 1\n    then: menu\n'),
    flow('  - if: a == 1\n    then: handoff\n'),
    ['if “a == 1” now leads to “handoff” (was “menu”)'],
    ['if “a == 1”改为去“handoff”（原来是“menu”）'],
  ],
  [
    'the name of a step',
    flow('  - name: one\n    say: Hi\n'),
    flow('  - name: two\n    say: Hi\n'),
    ['A new step: “two”', 'The step “one” was removed'],
    ['新增步骤“two”', '删除了步骤“one”'],
  ],
  ['a step gets a name', flow('  - say: Hi\n'), flow('  - name: hi\n    say: Hi\n'), ['A step got the name “hi”'], ['步骤有了名字“hi”']],
  [
    'a setting of a step',
    ask,
    ask.replace('save: size', 'save: wish'),
    ['“save” of “ask-size” changed: “size” → “wish”'],
    ['“ask-size”的“save”改了：“size” → “wish”'],
  ],
  ['a setting more', ask, `${ask}    tries: 2\n`, ['“ask-size” now has “tries”: “2”'], ['“ask-size”新增“tries”：“2”']],
  ['a setting less', `${ask}    tries: 2\n`, ask, ['“ask-size” has no “tries” any more'], ['“ask-size”去掉了“tries”']],
  [
    'the words after a wrong answer',
    `${ask}    retry: { en: Sorry? }\n`,
    `${ask}    retry: { en: Pardon? }\n`,
    ['The words after a wrong answer of “ask-size” changed in English: “Sorry?” → “Pardon?”'],
    ['“ask-size”的英语答得不对时的话改了：“Sorry?” → “Pardon?”'],
  ],
  ['a button more', buttons('      - A\n'), buttons('      - A\n      - B\n'), ['“pick” has a new button “B”'], ['“pick”新增按钮“B”']],
  ['a button less', buttons('      - A\n      - B\n'), buttons('      - A\n'), ['“pick” has lost the button “B”'], ['“pick”去掉了按钮“B”']],
  [
    'other words on a button',
    buttons('      - A\n      - B\n'),
    buttons('      - A\n      - C\n'),
    ['The button “B” of “pick” is now “C”'],
    ['“pick”的按钮“B”改成“C”'],
  ],
  [
    'where a button leads',
    buttons('      - { label: { en: A, zh: 甲 }, then: menu }\n'),
    buttons('      - { label: { en: A, zh: 甲 }, then: handoff }\n'),
    ['The button “A” of “pick” now leads to “handoff”'],
    ['“pick”的按钮“甲”改为去“handoff”'],
  ],
  [
    'what a button does',
    buttons('      - { label: A, then: menu }\n'),
    buttons('      - { label: A, then: menu, also: [a] }\n'),
    ['The button “A” of “pick” changed'],
    ['“pick”的按钮“A”有改动'],
  ],
  [
    'buttons in another order',
    buttons('      - A\n      - B\n'),
    buttons('      - B\n      - A\n'),
    ['The buttons of “pick” are in another order'],
    ['“pick”的按钮换了顺序'],
  ],
  [
    'a sentence that starts it',
    flow('  - say: Hi\n', 'start:\n  - says: [size chart]\n'),
    flow('  - say: Hi\n', 'start:\n  - says: [size chart, 尺码]\n'),
    ['It also starts with what customers say: “尺码”'],
    ['新增开始方式：顾客说：“尺码”'],
  ],
  [
    'a keyword less',
    flow('  - say: Hi\n', 'start:\n  - keyword: [size, 尺码]\n'),
    flow('  - say: Hi\n', 'start:\n  - keyword: [size]\n'),
    ['It no longer starts with the word “尺码”'],
    ['不再由此开始：关键词“尺码”'],
  ],
  [
    'an event that starts it',
    flow('  - say: Hi\n'),
    flow('  - say: Hi\n', 'start:\n  - event: order.shipped\n'),
    ['It also starts with the event order.shipped'],
    ['新增开始方式：店铺事件 order.shipped'],
  ],
  ['the name of the flow', 'flow: a\nsteps:\n  - say: Hi\n', 'flow: b\nsteps:\n  - say: Hi\n', ['The name changed: “a” → “b”'], ['名字改了：“a” → “b”']],
  ['a setting of the flow', flow('  - say: Hi\n'), flow('  - say: Hi\n', 'kind: promo\n'), ['“kind” is set: “promo”'], ['新设“kind”：“promo”']],
  ['an entry more', faq('  - q: [a]\n    a: A\n'), faq('  - q: [a]\n    a: A\n  - q: [b]\n    a: B\n'), ['A new entry: “b”'], ['新增条目“b”']],
  ['an entry less', faq('  - q: [a]\n    a: A\n  - q: [b]\n    a: B\n'), faq('  - q: [b]\n    a: B\n'), ['The entry “a” was removed'], ['删除了条目“a”']],
  [
    'an answer',
    faq('  - q: [opening hours]\n    a: { en: At nine., zh: 九点。 }\n'),
    faq('  - q: [opening hours]\n    a: { en: At nine., zh: 十点。 }\n'),
    ['The answer of “opening hours” changed in Chinese: “九点。” → “十点。”'],
    ['“opening hours”的中文答案改了：“九点。” → “十点。”'],
  ],
  [
    'a way to ask',
    faq('  - q: [hours]\n    a: At nine.\n'),
    faq('  - q: [hours, 几点开门]\n    a: At nine.\n'),
    ['“hours” is also asked by “几点开门”'],
    ['“hours”新增问法：“几点开门”'],
  ],
  [
    'a way to ask less',
    faq('  - q: [hours, open]\n    a: At nine.\n'),
    faq('  - q: [hours]\n    a: At nine.\n'),
    ['“hours” is no longer asked by “open”'],
    ['“hours”去掉了问法：“open”'],
  ],
  ['what cannot be read', flow('  - say: Hi\n'), 'flow: [', ['The whole text changed'], ['整个文件的内容有改动']],
  [
    'a long text',
    flow(`  - name: a\n    say: ${'x'.repeat(200)}\n`),
    flow('  - name: a\n    say: y\n'),
    [`The text of “a” changed: “${'x'.repeat(59)}…” → “y”`],
    [`“a”的文字改了：“${'x'.repeat(59)}…” → “y”`],
  ],
];

describe('changes in words', () => {
  it.each(cases)('%s', (_name, before, after, en, zh) => {
    const changes = changesBetween(before, after);
    expect(changes.map((change) => change.en)).toEqual(en);
    expect(changes.map((change) => change.zh)).toEqual(zh);
  });

  it('names the line in the new text', () => {
    expect(changesBetween(ask, `${ask}  - say: Bye\n`)).toMatchObject([{ kind: 'added', line: 6 }]);
  });
});
