/** Problems of templates, conditions, variables and the course of a flow. */
import type { ProblemText } from './problem-text.ts';

export const meaningProblems = {
  'too-long': {
    en: { message: 'a text with {{ }} longer than {most} characters', hint: 'make it shorter' },
    zh: { message: '含 {{ }} 的文字超过 {most} 个字符', hint: '请缩短' },
  },
  'too-much-work': {
    en: { message: 'this text takes too much work', hint: 'give its loops fewer rounds, and do not put one inside another' },
    zh: { message: '这段文字的计算量太大', hint: '请减少循环次数，也不要在循环里再套循环' },
  },
  'empty-expression': {
    en: { message: 'nothing stands between the braces', hint: 'name what to show, such as {{ order.number }}' },
    zh: { message: '花括号里是空的', hint: '请写要显示的内容，例如 {{ order.number }}' },
  },
  'curly-quotes': {
    en: { message: 'curly quote {wrong} in a condition or {{ }}', hint: 'use straight quotes' },
    zh: { message: '条件或 {{ }} 里用了弯引号 {wrong}', hint: '请用直引号' },
  },
  operator: {
    en: { message: "'{wrong}' is not understood here", hint: "write '{write}'" },
    zh: { message: '这里不能用“{wrong}”', hint: '请写“{write}”' },
  },
  'mixed-and-or': {
    en: { message: "'and' and 'or' mixed without parentheses", hint: 'write (a and b) or c, or a and (b or c)' },
    zh: { message: 'and 和 or 混用时要加括号', hint: '请写 (a and b) or c，或 a and (b or c)' },
  },
  'bad-condition': {
    en: { message: "'{source}' is no condition or value", hint: 'a comparison is: name, operator, value, such as order.status == "paid"' },
    zh: { message: '“{source}”不是条件或值', hint: '比较写成：名称、运算符、值，例如 order.status == "paid"' },
  },
  'not-understood': {
    en: { message: "'{rest}' is not understood", hint: 'a text in a condition needs quotes' },
    zh: { message: '“{rest}”看不懂', hint: '条件里的文字要加引号' },
  },
  'filter-in-comparison': {
    en: { message: 'a filter in a comparison', hint: 'put it in parentheses: (items | size) > 3' },
    zh: { message: '比较里用了过滤器', hint: '请加括号：(items | size) > 3' },
  },
  braces: {
    en: { message: 'a condition takes no {{ }}', hint: 'write the names without braces' },
    zh: { message: '条件里不用 {{ }}', hint: '请去掉花括号，直接写名称' },
  },
  'unknown-filter': {
    en: { message: "unknown filter '{name}'", hint: 'see the list of filters in docs/flows.md', meant: "unknown filter '{name}', did you mean '{meant}'?" },
    zh: { message: '没有“{name}”这个过滤器', hint: '可用的过滤器见 docs/flows.zh-CN.md', meant: '没有“{name}”这个过滤器，是不是“{meant}”？' },
  },
  'unknown-tag': {
    en: { message: "'{name}' cannot be used in texts", hint: 'use if, unless, case, for or assign' },
    zh: { message: '文字里不能用“{name}”', hint: '可用 if、unless、case、for、assign' },
  },
  unclosed: {
    en: { message: 'braces are opened and not closed', hint: 'close them with {close}' },
    zh: { message: '花括号没有结束', hint: '请用 {close} 结束' },
  },
  'no-end-tag': {
    en: { message: "'{name}' is not closed", hint: 'add {% end{name} %}' },
    zh: { message: '“{name}”没有结束', hint: '请加上 {% end{name} %}' },
  },
  'bad-liquid': {
    en: { message: 'not understood: {reason}', hint: 'compare with the examples in docs/flows.md' },
    zh: { message: '看不懂：{reason}', hint: '请对照 docs/flows.zh-CN.md 里的例子' },
  },
  'bad-regex': {
    en: { message: 'the pattern is not valid: {reason}', hint: 'try it with simpler parts first' },
    zh: { message: '这个匹配模式不正确：{reason}', hint: '请先用更简单的写法试试' },
  },
  'never-set': {
    en: {
      message: "'{name}' is never set",
      hint: 'set it first with save, set or takes; known here: {names}',
      meant: "'{name}' is never set, did you mean '{meant}'?",
    },
    zh: { message: '“{name}”从来没有赋值', hint: '请先用 save、set 或 takes 赋值；这里已有：{names}', meant: '“{name}”从来没有赋值，是不是“{meant}”？' },
  },
  'set-later': {
    en: { message: "'{name}' is set on no path that leads here", hint: 'set it earlier' },
    zh: { message: '到这一步为止，没有任何路径给“{name}”赋过值', hint: '请在前面赋值' },
  },
  'bare-word': {
    en: { message: "'{name}' is never set", hint: 'if it is a text, put it in quotes: "{name}"' },
    zh: { message: '“{name}”从来没有赋值', hint: '如果是文字，请加引号："{name}"' },
  },
  'money-in-condition': {
    en: {
      message: "'{amount}' is an amount with a sign: a condition compares plain numbers",
      hint: 'write the number alone, in the currency of the shop: budget > 100',
    },
    zh: { message: '“{amount}”带了货币符号：条件里只比较数字', hint: '请只写数字，单位是店铺的货币：budget > 100' },
  },
  'picture-missing': {
    en: {
      message: "there is no '{name}' beside the flows; customers get the text without it",
      hint: 'put the file into the folder pictures, beside the flows',
      meant: "there is no '{name}' beside the flows, did you mean '{meant}'?",
    },
    zh: {
      message: '流程目录里没有“{name}”，顾客只会收到文字',
      hint: '请把图片放进流程目录下的 pictures 文件夹',
      meant: '流程目录里没有“{name}”，是不是“{meant}”？',
    },
    severity: 'warning',
  },
  'picture-place': {
    en: {
      message: "'{value}' is no address and no picture of yours",
      hint: 'write https://..., or put the file into the folder pictures and write pictures/NAME',
    },
    zh: { message: '“{value}”不是网址，也不是您的图片', hint: '请写 https:// 开头的网址，或把图片放进 pictures 文件夹，写成 pictures/文件名' },
    severity: 'warning',
  },
  'picture-kind': {
    en: { message: "no messenger shows '{name}': it takes JPG, PNG, GIF or WebP", hint: 'save it as JPG or PNG' },
    zh: { message: '各聊天渠道都不显示“{name}”：只支持 JPG、PNG、GIF、WebP', hint: '请另存为 JPG 或 PNG' },
    severity: 'warning',
  },
  'picture-large': {
    en: { message: "'{name}' has {mb} MB; WhatsApp takes 5 MB at most", hint: 'save it smaller' },
    zh: { message: '“{name}”有 {mb} MB；WhatsApp 最多 5 MB', hint: '请压缩后再用' },
    severity: 'warning',
  },
  'text-with-number': {
    en: { message: "'{name}' is a text and is compared with the number {value}", hint: 'ask with expect: number, or compare with "{value}"' },
    zh: { message: '“{name}”是文字，却和数字 {value} 比较', hint: '提问时写 expect: number，或与 "{value}" 比较' },
    severity: 'warning',
  },
  'number-with-text': {
    en: { message: `'{name}' is compared with the text "{value}"`, hint: 'to compare numbers, leave out the quotes' },
    zh: { message: '“{name}”与文字“{value}”比较', hint: '要比较数字，请去掉引号' },
    severity: 'warning',
  },
  unreachable: {
    en: { message: 'nothing leads to this step', hint: 'give it a name and go to it, or remove it' },
    zh: { message: '没有任何路径到达这一步', hint: '请给它起名并跳转过来，或删掉' },
    severity: 'warning',
  },
  'endless-loop': {
    en: { message: 'this goes round for ever: nothing in the loop waits for the customer', hint: 'add a question or a wait, or a way out' },
    zh: { message: '这里会无限循环：循环里没有等待顾客的步骤', hint: '请加上提问或 wait，或者留一个出口' },
  },
  'endless-circle': {
    en: { message: "this and the flow '{through}' lead into each other for ever", hint: 'let one of them ask or wait' },
    zh: { message: '这个流程和“{through}”互相跳转，没有尽头', hint: '请在其中一个里加上提问或等待' },
  },
  'dead-end': {
    en: { message: 'from here the flow never ends', hint: 'add a way that leads to end, handoff or another flow' },
    zh: { message: '从这里开始流程永远不会结束', hint: '请留一条通往 end、handoff 或其他流程的路' },
    severity: 'warning',
  },
  'waits-forever': {
    en: { message: "this waits for '{event}' without a limit", hint: 'add up_to: 3d' },
    zh: { message: '这里等待“{event}”，没有时限', hint: '请加上 up_to: 3d' },
    severity: 'warning',
  },
  'missing-language': {
    en: { message: 'the text has no {missing}', hint: 'customers who write {missing} get {has}' },
    zh: { message: '这段文字缺少 {missing}', hint: '使用 {missing} 的顾客会看到 {has}' },
    severity: 'warning',
  },
  'label-too-long': {
    en: { message: 'the label has {length} characters; {channel} shows {most}', hint: 'shorten it' },
    zh: { message: '按钮文字有 {length} 个字符，{channel} 只显示 {most} 个', hint: '请缩短' },
    severity: 'warning',
  },
} as const satisfies Record<string, ProblemText>;
