/** The list of all phrases for merchants, as Markdown. */

import { en } from '../engine/phrases/en.ts';
import { zh } from '../engine/phrases/zh.ts';
import { phraseKeys } from '../engine/phrases.ts';

const heads = {
  en: `# Phrases

What the program says by itself. Write other words, or other languages, into \`phrases.yaml\` in the folder of the config file; what is left out stays as it is here.
What stands in braces is filled in and must stay. \`kind_\` names what a bot cannot read: all of its kind, and with \`_one\` the one that came.

| phrase | English | Chinese |
|---|---|---|
`,
  zh: `# 自带用语

程序自己说的话。想换说法或者加别的语言，就在配置文件所在的文件夹里写 \`phrases.yaml\`；没写的保持原样。花括号里的内容由程序填入，不能去掉。
\`kind_\` 开头的是机器人看不了的东西：泛指这一类，带 \`_one\` 的指收到的这一个。

| 名称 | 中文 | 英文 |
|---|---|---|
`,
};

export function phrasesReference(lang: 'en' | 'zh'): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = phraseKeys.map((key) => {
    const [first, second] = lang === 'en' ? [en[key], zh[key]] : [zh[key], en[key]];
    return `| \`${key}\` | ${cell(first)} | ${cell(second)} |`;
  });
  return `${heads[lang]}${rows.join('\n')}\n`;
}
