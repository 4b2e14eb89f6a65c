/** Changes between two texts of a flow or FAQ file, in words for the merchant. Pure. */
import { isDeepStrictEqual } from 'node:util';
import { clip, languageName, type Said, shownValue, stepLabel } from './change-words.ts';
import { matchSteps } from './matching.ts';
import { startWords } from './start-words.ts';
import { type WrittenStep, writtenSteps } from './written-steps.ts';

export interface Change extends Said {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Line in the new text. */
  line?: number;
}

/**
 * Compares two texts; an empty list when nothing changes for customers.
 * @example
 * ```ts
 * import { changesBetween } from './changes.ts';
 * const before = 'flow: hi\nsteps:\n  - name: hello\n    say: { en: Hello, zh: 您好 }\n';
 * changesBetween(before, before.replace('Hello', 'Hi')).map(({ en }) => en); // => ['The text of “hello” changed in English: “Hello” → “Hi”']
 * ```
 */
export function changesBetween(before: string, after: string): Change[] {
  const [old, now] = [writtenSteps(before), writtenSteps(after)];
  if (!old || !now) {
    return before === after ? [] : [{ kind: 'changed', en: 'The whole text changed', zh: '整个文件的内容有改动' }];
  }
  const { pairs, added, removed } = matchSteps(old.steps, now.steps);
  const nouns = (step: WrittenStep): Said => (step.verb === 'entry' ? { en: 'entry', zh: '条目' } : { en: 'step', zh: '步骤' });
  return [
    ...headChanges(old.head, now.head),
    ...pairs.flatMap(({ before: was, after: is, moved }) => [
      ...stepChanges(was, is),
      ...(moved
        ? [
            {
              kind: 'moved' as const,
              line: is.line,
              ...told((lang) => [`The ${nouns(is).en} ${stepLabel(is, lang)} moved`, `${nouns(is).zh}${stepLabel(is, lang)}换了位置`]),
            },
          ]
        : []),
    ]),
    ...added.map(
      (step): Change => ({
        kind: 'added',
        line: step.line,
        ...told((lang) => [`A new ${nouns(step).en}: ${stepLabel(step, lang)}`, `新增${nouns(step).zh}${stepLabel(step, lang)}`]),
      }),
    ),
    ...removed.map(
      (step): Change => ({
        kind: 'removed',
        ...told((lang) => [`The ${nouns(step).en} ${stepLabel(step, lang)} was removed`, `删除了${nouns(step).zh}${stepLabel(step, lang)}`]),
      }),
    ),
  ];
}

/** Makes both languages of a change, each with names in its own language. */
function told(words: (lang: 'en' | 'zh') => [en: string, zh: string]): Said {
  return { en: words('en')[0], zh: words('zh')[1] };
}

type Map = Record<string, unknown>;
const isMap = (value: unknown): value is Map => typeof value === 'object' && value !== null && !Array.isArray(value);
const isLanguages = (value: unknown): value is Record<string, string> =>
  isMap(value) && Object.entries(value).length > 0 && Object.entries(value).every(([key, text]) => /^[a-z]{2,3}(-\w+)?$/.test(key) && typeof text === 'string');

function headChanges(before: Map, after: Map): Change[] {
  const changes: Change[] = [];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[key], after[key]];
    if (isDeepStrictEqual(was, is)) continue;
    if (key === 'start') changes.push(...startChanges(was, is));
    else if (key === 'flow' || key === 'faq' || key === 'proactive')
      changes.push({ kind: 'changed', en: `The name changed: ${shownValue(was)} → ${shownValue(is)}`, zh: `名字改了：${shownValue(was)} → ${shownValue(is)}` });
    else changes.push(settingChange(key, was, is));
  }
  return changes;
}

function settingChange(key: string, was: unknown, is: unknown): Change {
  if (was === undefined) return { kind: 'added', en: `“${key}” is set: ${shownValue(is)}`, zh: `新设“${key}”：${shownValue(is)}` };
  if (is === undefined) return { kind: 'removed', en: `“${key}” is no longer set`, zh: `不再设“${key}”` };
  return { kind: 'changed', en: `“${key}” changed: ${shownValue(was)} → ${shownValue(is)}`, zh: `“${key}”改了：${shownValue(was)} → ${shownValue(is)}` };
}

/** Returns the changes of what starts a flow: sentences and keywords one by one, anything else as a whole. */
function startChanges(was: unknown, is: unknown): Change[] {
  const [before, after] = [startsOf(was), startsOf(is)];
  return [
    ...[...after]
      .filter(([key]) => !before.has(key))
      .map(([, words]): Change => ({ kind: 'added', en: `It also starts with ${words.en}`, zh: `新增开始方式：${words.zh}` })),
    ...[...before]
      .filter(([key]) => !after.has(key))
      .map(([, words]): Change => ({ kind: 'removed', en: `It no longer starts with ${words.en}`, zh: `不再由此开始：${words.zh}` })),
  ];
}

function startsOf(start: unknown): ReadonlyMap<string, Said> {
  const found = new Map<string, Said>();
  for (const trigger of Array.isArray(start) ? start : start === undefined ? [] : [start]) {
    if (!isMap(trigger)) continue;
    const { says, keyword, ...rest } = trigger;
    for (const [kind, given] of Object.entries({ says, keyword }))
      for (const phrase of Array.isArray(given) ? given : given === undefined ? [] : [given]) {
        const one = { [kind]: [phrase], ...rest };
        found.set(JSON.stringify(one), startWords(one));
      }
    if (says === undefined && keyword === undefined) found.set(JSON.stringify(trigger), startWords(trigger));
  }
  return found;
}

/** Fields that are what the step says. */
const spoken: Readonly<Record<string, Said>> = {
  retry: { en: 'The words after a wrong answer', zh: '答得不对时的话' },
  why: { en: 'The answer to “why do you ask?”', zh: '“为什么问”的回答' },
  where: { en: 'The answer to “where do I find it?”', zh: '“在哪里看”的回答' },
  yes: { en: 'The button for yes', zh: '“是”的按钮' },
  no: { en: 'The button for no', zh: '“否”的按钮' },
  skip: { en: 'The button to skip', zh: '跳过的按钮' },
  a: { en: 'The answer', zh: '答案' },
};
const theText: Said = { en: 'The text', zh: '文字' };
const conditions: ReadonlySet<string> = new Set(['if', 'only_if', 'check', 'match']);

function stepChanges(was: WrittenStep, is: WrittenStep): Change[] {
  const changes: Change[] = [];
  const put = (words: (label: string, lang: 'en' | 'zh') => [string, string], kind: Change['kind'] = 'changed') =>
    changes.push({ kind, line: is.line, ...told((lang) => words(stepLabel(is, lang), lang)) });
  for (const key of new Set([...Object.keys(was.own), ...Object.keys(is.own)])) {
    const [old, now] = [was.own[key], is.own[key]];
    if (isDeepStrictEqual(old, now)) continue;
    const what = spoken[key] ?? (key === is.verb ? theText : undefined);
    if (key === 'name') {
      put((label) =>
        now === undefined
          ? [`The step “${was.name}” has no name any more`, `步骤“${was.name}”不再有名字`]
          : old === undefined
            ? [`A step got the name ${label}`, `步骤有了名字${label}`]
            : [`The step “${was.name}” is now called ${label}`, `步骤“${was.name}”改名为${label}`],
      );
    } else if (key === 'q') phraseChanges(old, now, is, put);
    else if (key === 'options' && Array.isArray(old) && Array.isArray(now)) optionChanges(old, now, put);
    else if (what && (isLanguages(old) || isLanguages(now))) textChanges(what, old, now, put);
    else if (what && !conditions.has(key) && typeof old === 'string' && typeof now === 'string')
      put((label) => [
        `${what.en} of ${label} changed: ${shownValue(old)} → ${shownValue(now)}`,
        `${label}的${what.zh}改了：${shownValue(old)} → ${shownValue(now)}`,
      ]);
    else if (conditions.has(key))
      put((label) => [
        `The condition of ${label} changed: ${shownValue(old)} → ${shownValue(now)}`,
        `${label}的条件改了：${shownValue(old)} → ${shownValue(now)}`,
      ]);
    else if (key === 'then' && typeof now === 'string')
      put((label) => [
        `${label} now leads to “${now}”${typeof old === 'string' ? ` (was “${old}”)` : ''}`,
        `${label}改为去“${now}”${typeof old === 'string' ? `（原来是“${old}”）` : ''}`,
      ]);
    else if (old === undefined) put((label) => [`${label} now has “${key}”: ${shownValue(now)}`, `${label}新增“${key}”：${shownValue(now)}`]);
    else if (now === undefined) put((label) => [`${label} has no “${key}” any more`, `${label}去掉了“${key}”`]);
    else
      put((label) => [
        `“${key}” of ${label} changed: ${shownValue(old)} → ${shownValue(now)}`,
        `${label}的“${key}”改了：${shownValue(old)} → ${shownValue(now)}`,
      ]);
  }
  return changes;
}

type Put = (words: (label: string, lang: 'en' | 'zh') => [string, string], kind?: Change['kind']) => void;

function textChanges(what: Said, old: unknown, now: unknown, put: Put): void {
  const [before, after] = [old, now].map((text) => (isLanguages(text) ? text : typeof text === 'string' ? { '': text } : {})) as [Map, Map];
  for (const lang of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[lang], after[lang]];
    if (was === is) continue;
    const named = languageName(lang);
    if (was === undefined)
      put(
        (label) => [`${what.en} of ${label} was written in ${named.en}: ${shownValue(is)}`, `${label}有了${named.zh}的${what.zh}：${shownValue(is)}`],
        'added',
      );
    else if (is === undefined) put((label) => [`${what.en} of ${label} is gone in ${named.en}`, `${label}没有${named.zh}的${what.zh}了`], 'removed');
    else
      put((label) => [
        `${what.en} of ${label} changed in ${named.en}: ${shownValue(was)} → ${shownValue(is)}`,
        `${label}的${named.zh}${what.zh}改了：${shownValue(was)} → ${shownValue(is)}`,
      ]);
  }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

function phraseChanges(old: unknown, now: unknown, _is: WrittenStep, put: Put): void {
  const [before, after] = [listOf(old), listOf(now)];
  const fresh = after.filter((phrase) => !before.includes(phrase));
  const gone = before.filter((phrase) => !after.includes(phrase));
  const shown = (list: unknown[]): string => list.slice(0, 3).map(shownValue).join(', ') + (list.length > 3 ? ` +${list.length - 3}` : '');
  if (fresh.length > 0) put((label) => [`${label} is also asked by ${shown(fresh)}`, `${label}新增问法：${shown(fresh)}`], 'added');
  if (gone.length > 0) put((label) => [`${label} is no longer asked by ${shown(gone)}`, `${label}去掉了问法：${shown(gone)}`], 'removed');
  if (fresh.length + gone.length === 0) put((label) => [`The ways to ask ${label} are in another order`, `${label}的问法换了顺序`], 'moved');
}

function optionChanges(old: unknown[], now: unknown[], put: Put): void {
  const labelOf = (option: unknown): unknown => (isMap(option) ? option.label : option);
  const shown = (option: unknown, lang: 'en' | 'zh'): string => {
    const label = labelOf(option);
    return `“${clip(isLanguages(label) ? (label[lang] ?? Object.values(label)[0] ?? '') : String(label))}”`;
  };
  const same = (one: unknown, other: unknown): boolean => isDeepStrictEqual(labelOf(one), labelOf(other));
  const fresh = now.filter((option) => !old.some((one) => same(one, option)));
  const gone = old.filter((option) => !now.some((one) => same(one, option)));
  // As many new labels as old ones are gone: the same buttons with other words.
  const renamed = fresh.length === gone.length && old.length === now.length;
  if (renamed)
    for (const [at, option] of fresh.entries())
      put((label, lang) => [
        `The button ${shown(gone[at], lang)} of ${label} is now ${shown(option, lang)}`,
        `${label}的按钮${shown(gone[at], lang)}改成${shown(option, lang)}`,
      ]);
  else {
    for (const option of fresh) put((label, lang) => [`${label} has a new button ${shown(option, lang)}`, `${label}新增按钮${shown(option, lang)}`], 'added');
    for (const option of gone)
      put((label, lang) => [`${label} has lost the button ${shown(option, lang)}`, `${label}去掉了按钮${shown(option, lang)}`], 'removed');
  }
  for (const option of now) {
    const was = old.find((one) => same(one, option));
    if (was === undefined || isDeepStrictEqual(was, option)) continue;
    const [from, to] = [was, option].map((one) => (isMap(one) && typeof one.then === 'string' ? one.then : undefined));
    put((label, lang) =>
      from !== to && to !== undefined
        ? [`The button ${shown(option, lang)} of ${label} now leads to “${to}”`, `${label}的按钮${shown(option, lang)}改为去“${to}”`]
        : [`The button ${shown(option, lang)} of ${label} changed`, `${label}的按钮${shown(option, lang)}有改动`],
    );
  }
  if (fresh.length + gone.length === 0 && now.some((option, at) => !same(option, old[at])))
    put((label) => [`The buttons of ${label} are in another order`, `${label}的按钮换了顺序`], 'moved');
}
