/** Problems of the writing itself: spaces, quotes, colons, indentation. */
import type { ProblemText } from './problem-text.ts';

export const yamlProblems = {
  'too-large': {
    en: { message: 'the file is larger than {kb} KB', hint: 'split it into several flows' },
    zh: { message: '文件超过 {kb} KB', hint: '请拆成几个流程' },
  },
  'file-name': {
    en: { message: 'a file of this name is not read as a flow', hint: 'rename it to {name}' },
    zh: { message: '这个文件名不会被当作流程读取', hint: '请改名为 {name}' },
  },
  'not-utf8': {
    en: { message: 'the file is not saved as UTF-8, so its text cannot be read', hint: 'save the file as UTF-8 (in Notepad: Save as, Encoding: UTF-8)' },
    zh: { message: '文件不是 UTF-8 编码，文字读不出来', hint: '请把文件另存为 UTF-8 编码（记事本：另存为，编码选 UTF-8）' },
  },
  'control-character': {
    en: { message: 'a character that YAML does not allow ({code})', hint: 'delete it' },
    zh: { message: '有 YAML 不允许的字符（{code}）', hint: '请删掉' },
  },
  'too-deep': {
    en: { message: 'nested deeper than {most} levels', hint: 'move a part of it into a named step or a flow of its own' },
    zh: { message: '嵌套超过 {most} 层', hint: '请把一部分移到有名字的步骤，或单独成一个流程' },
  },
  tab: {
    en: { message: 'a tab where spaces belong', hint: 'indent with spaces' },
    zh: { message: '这里用了制表符（Tab）', hint: '缩进请用空格' },
  },
  'odd-space': {
    en: { message: 'a space that YAML does not take for one ({code})', hint: 'replace it with a normal space' },
    zh: { message: '这里的空格不是普通空格（{code}）', hint: '请换成普通的半角空格' },
  },
  'fullwidth-colon': {
    en: { message: 'a full-width colon "："', hint: 'write ": " instead' },
    zh: { message: '这里用了全角冒号“：”', hint: '请换成半角冒号加一个空格' },
  },
  'fullwidth-comma': {
    en: { message: 'a full-width comma "，" between the languages', hint: 'write ", " instead' },
    zh: { message: '两种语言之间用了全角逗号“，”', hint: '请换成半角逗号加一个空格' },
  },
  'wide-comma-in-list': {
    en: {
      message: '"{sign}" does not part the items of a list',
      hint: 'write ", " between items, or put the text in quotes if the sign belongs to it',
    },
    zh: { message: '“{sign}”不能隔开列表里的各项', hint: '各项之间请用半角逗号加空格；它属于文字本身时，请加引号' },
    severity: 'warning',
  },
  'missing-space': {
    en: { message: 'no space behind the colon', hint: 'write "key: value"' },
    zh: { message: '冒号后面少了空格', hint: '请写成“键: 值”' },
  },
  'missing-space-dash': {
    en: { message: 'no space behind the dash', hint: 'write "- " with a space' },
    zh: { message: '短横线后面少了空格', hint: '短横线后请加一个空格' },
  },
  'missing-dash': {
    en: { message: 'the dash in front of this is missing', hint: 'each step and each item of a list begins with "- "' },
    zh: { message: '这一行前面少了短横线', hint: '每一步、列表的每一项都以“- ”开头' },
  },
  'extra-dash': {
    en: { message: 'a dash too many', hint: 'remove one dash' },
    zh: { message: '多了一个短横线', hint: '请去掉一个短横线' },
  },
  indentation: {
    en: { message: 'the line is indented wrongly', hint: 'line it up with the lines that belong to it' },
    zh: { message: '这一行缩进不对', hint: '请与同一层的其他行对齐' },
  },
  'bare-braces': {
    en: { message: 'a text that begins with {{ needs quotes', hint: 'put the whole text in quotes' },
    zh: { message: '以 {{ 开头的文字要加引号', hint: '请给整段文字加上引号' },
  },
  'colon-in-text': {
    en: { message: 'a text with ": " in it needs quotes', hint: 'put the whole text in quotes' },
    zh: { message: '文字里有冒号加空格，需要加引号', hint: '请给整段文字加上引号' },
  },
  'quotes-shown': {
    en: { message: 'customers will see these quotes: the quotes of YAML are straight', hint: 'write "{text}", or leave the quotes out' },
    zh: { message: '顾客会看到这对引号：YAML 的引号是半角直引号', hint: '请写 "{text}"，或去掉引号' },
    severity: 'warning',
  },
  'comma-in-text': {
    en: { message: 'the text is cut at its comma: "{rest}" was taken for a language', hint: 'put the text in quotes' },
    zh: { message: '文字在逗号处断开了：“{rest}”被当成了一种语言', hint: '请给这段文字加上引号' },
  },
  'quote-in-map': {
    en: { message: 'a text between { } that holds a comma, colon or bracket needs quotes', hint: 'put the text in quotes' },
    zh: { message: '{ } 里的文字含有逗号、冒号或括号，需要加引号', hint: '请给这段文字加上引号' },
  },
  'text-after-quote': {
    en: { message: 'text behind the closing quote', hint: 'put the whole text in quotes' },
    zh: { message: '引号结束后还有文字', hint: '请给整段文字加上引号' },
  },
  'special-start': {
    en: { message: 'a text cannot begin with {sign} unless it is quoted', hint: 'put the whole text in quotes' },
    zh: { message: '不加引号的文字不能以 {sign} 开头', hint: '请给整段文字加上引号' },
  },
  'unclosed-quote': {
    en: { message: 'a quote is opened and not closed', hint: 'close it on the same line' },
    zh: { message: '引号没有结束', hint: '请在同一行补上结束的引号' },
  },
  'unclosed-bracket': {
    en: { message: 'a bracket is not closed', hint: 'add {sign} at the end' },
    zh: { message: '括号没有结束', hint: '请在末尾补上 {sign}' },
  },
  'extra-bracket': {
    en: { message: 'a bracket too many', hint: 'remove {sign}' },
    zh: { message: '多了一个括号', hint: '请去掉 {sign}' },
  },
  'text-cut': {
    en: { message: 'the text is cut at " #": what follows counts as a comment', hint: 'put the whole text in quotes' },
    zh: { message: '文字在“ #”处断开了，后面的被当成注释', hint: '请给整段文字加上引号' },
  },
  'empty-from-hash': {
    en: { message: "'{what}' is empty: everything after # counts as a comment", hint: 'put the text in quotes' },
    zh: { message: '“{what}”是空的：# 之后的内容被当成注释', hint: '请给这段文字加上引号' },
  },
  empty: {
    en: { message: "'{what}' is empty", hint: 'write something after the colon, or remove it' },
    zh: { message: '“{what}”是空的', hint: '请在冒号后写上内容，或删掉这一行' },
  },
  'duplicate-key': {
    en: { message: "'{name}' stands here a second time, the first is at {line}:{column}", hint: 'keep one of them, or begin a new step with "- "' },
    zh: { message: '“{name}”写了两次，第一次在 {line}:{column}', hint: '请只留一个，或用“- ”另起一步' },
  },
  'two-documents': {
    en: { message: 'a second document begins here (---)', hint: 'one file holds one flow' },
    zh: { message: '这里又开始了一个文档（---）', hint: '一个文件只放一个流程' },
  },
  'odd-key': {
    en: { message: 'something other than a plain word stands before the colon', hint: 'write "key: value"' },
    zh: { message: '冒号前面不是普通的词', hint: '请写成“键: 值”' },
  },
  yaml: {
    en: { message: 'this is not readable as YAML: {reason}', hint: 'compare with the lines above' },
    zh: { message: '这里不是正确的 YAML：{reason}', hint: '请对照上面的写法' },
  },
} as const satisfies Record<string, ProblemText>;
