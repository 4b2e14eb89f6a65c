/** Problems of what stands where: keys, verbs, names, values. */
import type { ProblemText } from './problem-text.ts';

export const shapeProblems = {
  'not-a-flow': {
    en: {
      message: 'this is neither a flow, nor a FAQ, nor a rule for speaking first',
      hint: 'begin the file with "flow: name", "faq: name" or "proactive: name"',
    },
    zh: { message: '这个文件不是流程、常见问题，也不是主动搭话的规则', hint: '文件开头请写“flow: 名称”“faq: 名称”或“proactive: 名称”' },
  },
  'no-steps': {
    en: { message: "'steps' is not a list", hint: 'write each step below it, beginning with "- "' },
    zh: { message: '“steps”不是列表', hint: '请在下面逐步列出，每一步以“- ”开头' },
  },
  'not-text': {
    en: { message: "'{what}' should be a text", hint: 'write a text, or one for each language' },
    zh: { message: '“{what}”应当是文字', hint: '请写一段文字，或每种语言各写一段' },
  },
  'languages-not-here': {
    en: { message: "'{what}' is the same in every language", hint: 'write it once, without languages' },
    zh: { message: '“{what}”不分语言', hint: '只写一个，不要按语言分开写' },
  },
  'not-a-map': {
    en: { message: "'{what}' should hold keys and values", hint: 'keys that fit: {keys}' },
    zh: { message: '“{what}”里应当是“键: 值”', hint: '可用的键：{keys}' },
  },
  'not-a-list': {
    en: { message: "'{what}' should be a list", hint: 'write each entry below it, beginning with "- "' },
    zh: { message: '“{what}”应当是列表', hint: '请逐条列在下面，每条以“- ”开头' },
  },
  'not-a-number': {
    en: { message: "'{what}' should be a number, not '{value}'", hint: 'write digits only, such as 5 or 9.5' },
    zh: { message: '“{what}”应当是数字，不是“{value}”', hint: '只写数字，例如 5 或 9.5' },
  },
  'not-true': {
    en: { message: "'{what}' can only be true, not '{value}'", hint: 'write true, or remove the line' },
    zh: { message: '“{what}”只能是 true，不能是“{value}”', hint: '请写 true，或删掉这一行' },
  },
  'not-one-of': {
    en: { message: "'{what}' cannot be '{value}'", hint: 'one of: {words}' },
    zh: { message: '“{what}”不能是“{value}”', hint: '可选：{words}' },
  },
  'not-a-language': {
    en: { message: "'{name}' is no language code", hint: 'a text in several languages takes codes such as zh and en' },
    zh: { message: '“{name}”不是语言代码', hint: '多语言文字的键用 zh、en 这样的代码' },
  },
  'name-only': {
    en: { message: "'{what}' takes a name here", hint: 'write the name of a flow' },
    zh: { message: '这里的“{what}”只能写名称', hint: '请写一个流程的名称' },
  },
  'unknown-key': {
    en: { message: "unknown key '{key}' in {what}", hint: 'keys that fit: {keys}', meant: "unknown key '{key}', did you mean '{meant}'?" },
    zh: { message: '“{what}”里没有“{key}”这个键', hint: '可用的键：{keys}', meant: '没有“{key}”这个键，是不是“{meant}”？' },
  },
  'key-of-others': {
    en: { message: "'{key}' does not belong to '{verb}'", hint: 'it goes with: {verbs}' },
    zh: { message: '“{key}”不能写在“{verb}”这一步里', hint: '它可以跟：{verbs}' },
  },
  'missing-key': {
    en: { message: "'{key}' is missing in {what}", hint: 'add a line "{key}: ..."' },
    zh: { message: '“{what}”里缺少“{key}”', hint: '请加上一行“{key}: ...”' },
  },
  'unknown-verb': {
    en: { message: "unknown step '{key}'", hint: 'a step begins with one of: {verbs}', meant: "unknown step '{key}', did you mean '{meant}'?" },
    zh: { message: '没有“{key}”这种步骤', hint: '步骤以这些词之一开头：{verbs}', meant: '没有“{key}”这种步骤，是不是“{meant}”？' },
  },
  'no-verb': {
    en: { message: 'this step does nothing', hint: 'it needs one of: {verbs}' },
    zh: { message: '这一步什么也没做', hint: '需要以下之一：{verbs}' },
  },
  'two-verbs': {
    en: { message: "'{first}' and '{second}' in one step", hint: 'one step does one thing: begin a new step with "- "' },
    zh: { message: '一步里同时有“{first}”和“{second}”', hint: '一步只做一件事，请用“- ”另起一步' },
  },
  'modifier-alone': {
    en: { message: "'{key}' belongs to the step above", hint: 'remove its dash and line it up with the keys of that step' },
    zh: { message: '“{key}”属于上面那一步', hint: '请去掉短横线，并与那一步的键对齐' },
  },
  'modifier-first': {
    en: { message: "'{key}' needs a step that it belongs to", hint: 'put it below a step such as ask or choose' },
    zh: { message: '“{key}”要写在某一步里', hint: '请写在 ask、choose 等步骤下面' },
  },
  'text-as-step': {
    en: { message: 'a text alone is no step', hint: 'write "- say: ..." with the text' },
    zh: { message: '只有文字不成一步', hint: '请写成“- say: ...”' },
  },
  'text-as-name': {
    en: { message: "'{text}' is a text, but a name belongs here", hint: 'to say it, write { say: "..." }' },
    zh: { message: '“{text}”是文字，这里要写名称', hint: '要让机器人说这句话，请写 { say: "..." }' },
  },
  'unknown-step': {
    en: { message: "unknown step '{name}'", hint: 'steps with a name in this file: {names}', meant: "unknown step '{name}', did you mean '{meant}'?" },
    zh: { message: '没有叫“{name}”的步骤或流程', hint: '本文件里有名字的步骤：{names}', meant: '没有叫“{name}”的步骤或流程，是不是“{meant}”？' },
  },
  'unknown-flow': {
    en: { message: "unknown flow '{name}'", hint: 'write the name after "flow:" of another file', meant: "unknown flow '{name}', did you mean '{meant}'?" },
    zh: { message: '没有叫“{name}”的流程', hint: '请写另一个文件里 flow: 后面的名称', meant: '没有叫“{name}”的流程，是不是“{meant}”？' },
  },
  'unknown-call': {
    en: { message: "unknown call '{name}'", hint: 'calls that there are: {names}', meant: "unknown call '{name}', did you mean '{meant}'?" },
    zh: { message: '没有“{name}”这个调用', hint: '可用的调用：{names}', meant: '没有“{name}”这个调用，是不是“{meant}”？' },
  },
  'unknown-argument': {
    en: { message: "'{name}' cannot be handed over here", hint: 'it takes: {names}', meant: "unknown value '{name}', did you mean '{meant}'?" },
    zh: { message: '这里不能传“{name}”', hint: '可以传：{names}', meant: '没有“{name}”这个参数，是不是“{meant}”？' },
  },
  'missing-argument': {
    en: { message: "'{name}' needs '{param}'", hint: 'add "with: { {param}: ... }"' },
    zh: { message: '“{name}”需要“{param}”', hint: '请加上“with: { {param}: ... }”' },
  },
  'too-many-arguments': {
    en: { message: 'more values than it takes ({most})', hint: 'it takes: {names}' },
    zh: { message: '传的值太多，最多 {most} 个', hint: '可以传：{names}' },
  },
  'bad-arguments': {
    en: { message: "'with' takes a list or a map", hint: 'write [name] or { name: value }' },
    zh: { message: '“with”要写成列表或键值', hint: '请写 [变量名] 或 { 参数: 值 }' },
  },
  'unknown-outcome': {
    en: { message: "'{call}' never ends with '{name}'", hint: 'it can end with: {names}', meant: "unknown outcome '{name}', did you mean '{meant}'?" },
    zh: { message: '“{call}”没有“{name}”这种结果', hint: '可能的结果：{names}', meant: '没有“{name}”这种结果，是不是“{meant}”？' },
  },
  'unknown-template': {
    en: { message: "no channel has a template '{name}'", hint: 'templates that there are: {names}' },
    zh: { message: '没有渠道有模板“{name}”', hint: '可用的模板：{names}' },
  },
  'bad-name': {
    en: { message: "'{name}' cannot be the name of a variable", hint: 'use letters, digits and _' },
    zh: { message: '“{name}”不能用作变量名', hint: '请用字母、数字和下划线' },
  },
  'reserved-name': {
    en: { message: "'{name}' is already taken by the program", hint: 'choose another name' },
    zh: { message: '“{name}”已被系统占用', hint: '请换一个名字' },
  },
  'bad-step-name': {
    en: { message: "'{name}' cannot be a name", hint: 'use letters, digits, - and _, without spaces' },
    zh: { message: '“{name}”不能用作名称', hint: '请用文字、数字、- 和 _，不要有空格' },
  },
  'reserved-target': {
    en: { message: "'{name}' already has a meaning", hint: 'choose another name' },
    zh: { message: '“{name}”已有固定含义', hint: '请换一个名字' },
  },
  'duplicate-step': {
    en: { message: "two steps are called '{name}'", hint: 'rename one of them' },
    zh: { message: '有两个步骤都叫“{name}”', hint: '请给其中一个改名' },
  },
  'name-of-flow': {
    en: { message: "'{name}' is already the name of a flow", hint: 'choose another name for the step' },
    zh: { message: '“{name}”已经是一个流程的名称', hint: '请给这一步换一个名字' },
  },
  'duplicate-flow': {
    en: { message: "'{name}' is already taken by {file}", hint: 'flows and FAQs share one list of names: rename one' },
    zh: { message: '“{name}”已被 {file} 使用', hint: '流程和常见问题的名称不能重复，请改名' },
  },
  'duplicate-entry': {
    en: { message: "two entries have the id '{name}'", hint: 'rename one of them' },
    zh: { message: '有两个条目的 id 都是“{name}”', hint: '请给其中一个改名' },
  },
  'bad-duration': {
    en: { message: "'{what}' is no length of time: '{value}'", hint: 'write a number and s, m, h, d or w, such as 10m or 2h' },
    zh: { message: '“{what}”不是时长：“{value}”', hint: '请写数字加 s、m、h、d 或 w，例如 10m、2h' },
  },
  'bad-many': {
    en: { message: "'many' cannot be '{value}'", hint: 'write true, or a range such as 1..3' },
    zh: { message: '“many”不能是“{value}”', hint: '请写 true，或 1..3 这样的范围' },
  },
  'bad-ways': {
    en: { message: "'ways' needs at least two ways", hint: 'write - { share: 50, then: ... } for each' },
    zh: { message: '“ways”至少要有两条路径', hint: '每条写 - { share: 50, then: ... }' },
  },
  shares: {
    en: { message: 'the shares add up to {sum}, not 100', hint: 'adjust them' },
    zh: { message: '各路径的比例加起来是 {sum}，不是 100', hint: '请调整比例' },
    severity: 'warning',
  },
  'bad-schedule': {
    en: { message: "'{value}' is no time of the week", hint: 'write "mon 09:00", or "09:00" for every day' },
    zh: { message: '“{value}”不是正确的时间', hint: '请写“mon 09:00”，每天则写“09:00”' },
  },
  'unknown-segment': {
    en: { message: "no segment is saved as '{name}': nobody enters the flow until there is one", hint: 'segments that there are: {names}' },
    zh: { message: '没有名为“{name}”的人群：有了它之前没有人会进入这个流程', hint: '现有的人群：{names}' },
    severity: 'warning',
  },
  'once-and-again': {
    en: { message: 'once and again contradict each other', hint: 'keep one of them' },
    zh: { message: 'once 和 again 互相矛盾', hint: '只保留一个' },
  },
  'segment-advertises': {
    en: { message: 'a flow that people enter by a segment advertises: it cannot be of kind service', hint: 'write kind: promo, or leave it out' },
    zh: { message: '按人群进入的流程属于推广，不能写 kind: service', hint: '请写 kind: promo，或删掉这一行' },
  },
  'bad-day': {
    en: { message: "'{value}' is no day", hint: 'write year, month and day: 2026-12-31' },
    zh: { message: '“{value}”不是正确的日期', hint: '请写年-月-日，例如 2026-12-31' },
  },
  'check-due': {
    en: { message: 'this answer was to be checked by {value}', hint: 'see whether it is still right, then write a later day, or remove check_by' },
    zh: { message: '这条回答最迟应在 {value} 复核', hint: '请看看是否还对，再把日期改到以后，或删掉 check_by' },
    severity: 'warning',
  },
  'bad-at-most': {
    en: { message: "'{value}' is no limit", hint: 'write a number and a time, such as 1 in 7d' },
    zh: { message: '“{value}”不是正确的次数限制', hint: '请写次数和时长，例如 1 in 7d' },
  },
  'bad-range': {
    en: { message: "'{what}' should be a whole number from {from} to {to}, not '{value}'", hint: 'write digits only' },
    zh: { message: '“{what}”应当是 {from} 到 {to} 的整数，不是“{value}”', hint: '只写数字' },
  },
  'bad-span': {
    en: { message: "'{value}' is no span of the day", hint: 'write from and to, such as 09:00-18:00' },
    zh: { message: '“{value}”不是正确的时段', hint: '请写起止时间，例如 09:00-18:00' },
  },
  'bad-value-range': {
    en: { message: "'{value}' is no limit of a cart's value", hint: 'write "> 200", "< 200" or "200..500", in the currency of the shop' },
    zh: { message: '“{value}”不是正确的购物车金额', hint: '请写“> 200”“< 200”或“200..500”，单位是店铺货币' },
  },
  'bad-path': {
    en: { message: "'{value}' is no path of the site", hint: 'begin with "/"; "*" stands for anything, as in /products/*' },
    zh: { message: '“{value}”不是网站里的路径', hint: '以“/”开头，“*”代表任意内容，例如 /products/*' },
  },
  'no-trigger': {
    en: { message: 'nothing here says what starts the flow', hint: 'add one of: {kinds}' },
    zh: { message: '这里没有写什么会启动流程', hint: '请加上以下之一：{kinds}' },
  },
  'two-triggers': {
    en: { message: "'{first}' and '{second}' in one entry", hint: 'begin a new entry with "- "' },
    zh: { message: '一条里同时有“{first}”和“{second}”', hint: '请用“- ”另起一条' },
  },
  'template-not-here': {
    en: { message: '{{ }} cannot stand here', hint: 'write a fixed value' },
    zh: { message: '这里不能用 {{ }}', hint: '请写固定的值' },
  },
  'text-true': {
    en: { message: 'this is the text "{value}", not a yes or no', hint: 'in a condition compare it as text: == "{value}"' },
    zh: { message: '这是文字“{value}”，不是真假值', hint: '在条件里请按文字比较：== "{value}"' },
    severity: 'warning',
  },
} as const satisfies Record<string, ProblemText>;
