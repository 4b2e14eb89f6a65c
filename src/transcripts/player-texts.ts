/** Messages of the transcript player for a merchant, in both languages; `{name}` is filled in. */
const words = {
  'not-a-list': {
    en: 'A transcript file is a list: "- test: NAME", then the lines of the conversation.',
    zh: '对话测试文件是一个列表：先写“- test: 名称”，再写对话的每一行。',
  },
  'no-test': { en: 'This line stands before any "- test: NAME".', zh: '这一行前面还没有“- test: 名称”。' },
  'no-name': { en: 'The test has no name.', zh: '这个测试没有名称。' },
  'no-lines': { en: 'The test has no lines.', zh: '这个测试没有对话。' },
  'unknown-line': { en: 'Unknown line "{line}".', zh: '不认识的行“{line}”。' },
  'unknown-line-hint': { en: 'Lines are: {known}', zh: '可以写的有：{known}' },
  'unknown-key': { en: 'A test has no "{key}".', zh: '测试里没有“{key}”这一项。' },
  'bad-value': { en: '"{line}" cannot take this value.', zh: '“{line}”不能写这个值。' },
  'bad-time': { en: '"{value}" is no length of time; write for example 30s, 10m, 22h, 3d.', zh: '“{value}”不是时长；例如写 30s、10m、22h、3d。' },
  'bad-moment': { en: '"{value}" is no moment; write for example 2026-11-23T10:00:00+08:00.', zh: '“{value}”不是时间；例如写 2026-11-23T10:00:00+08:00。' },
  'bad-pattern': { en: 'The pattern {value} is not valid: {why}', zh: '模式 {value} 有误：{why}' },
  'unknown-flow': { en: 'There is no flow "{flow}".', zh: '没有名为“{flow}”的流程。' },
  'came-instead': { en: 'Expected {expected}, but this came: {came}', zh: '应为 {expected}，实际是：{came}' },
  'nothing-came': { en: 'Expected {expected}, but the bot said nothing more.', zh: '应为 {expected}，但机器人没有再说话。' },
  'also-said': { en: 'The bot also said: {came}', zh: '机器人还说了：{came}' },
  'also-said-hint': { en: 'All that the bot says must be listed; write: - bot: {came}', zh: '机器人说的每句话都要列出；请写：- bot: {came}' },
  'not-silent': { en: 'The bot should be silent, but said: {came}', zh: '机器人应当不说话，却说了：{came}' },
  'no-choice': { en: 'There is no button "{label}". On show: {shown}', zh: '没有“{label}”这个按钮。现有：{shown}' },
  'no-var': { en: 'Expected {name} = {expected}, but it is {came}', zh: '{name} 应为 {expected}，实际是 {came}' },
  'no-handoff': { en: 'No person was asked to take over.', zh: '没有转人工。' },
  'no-given': { en: 'The flow calls {call}, but the test does not say what it answers.', zh: '流程调用了 {call}，但测试里没有写它的结果。' },
  'no-given-hint': { en: 'Add under the test: given: { {call}: ... }', zh: '请在测试里加上：given: { {call}: ... }' },
  'not-done': { en: 'Expected {expected}, but this was done: {came}', zh: '应为 {expected}，实际做了：{came}' },
  'engine-problem': { en: 'The engine reports: {text}', zh: '引擎报告：{text}' },
  'too-many': { en: 'The flow goes on and on without waiting for the customer.', zh: '流程一直在运行，没有停下来等顾客。' },
  nothing: { en: 'nothing', zh: '无' },
} as const;

export type WordKey = keyof typeof words;
export type RunnerLang = 'en' | 'zh';

export function word(key: WordKey, lang: RunnerLang, values: Record<string, string> = {}): string {
  return words[key][lang].replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '') : whole));
}
