/** The README's table of channels, made from what each channel says it can do. */
import type { Capabilities, ChannelModule } from './channel.ts';

type Lang = 'en' | 'zh';

const words = {
  en: {
    head: ['channel', 'official', 'choices', 'pictures, sound, files', 'receipts', 'the shop may write first', 'reply window'],
    yes: 'yes',
    no: 'no',
    none: 'none: shown as n/a',
    buttons: 'buttons',
    list: 'list',
    numbers: 'numbers',
    links: 'as links',
    named: 'by name',
    after: 'after the customer wrote',
    always: 'none',
    hours: 'h',
  },
  zh: {
    head: ['渠道', '官方接口', '选项', '图片、语音、文件', '回执', '店铺能否先发', '回复时限'],
    yes: '是',
    no: '否',
    none: '没有，显示为“无”',
    buttons: '按钮',
    list: '列表',
    numbers: '数字',
    links: '以链接代替',
    named: '只显示名称',
    after: '顾客先开口之后',
    always: '无',
    hours: '小时',
  },
} as const;

function row(name: string, c: Capabilities, lang: Lang): string {
  const w = words[lang];
  const choices = [c.choices.buttons > 0 && w.buttons, c.choices.list > 0 && w.list, w.numbers].filter(Boolean).join(lang === 'zh' ? '、' : ', ');
  const sizes = [c.media.image, c.media.audio, c.media.file];
  // Only a channel that writes a line instead of the file has no limit.
  const media = sizes.every((size) => size === 0)
    ? w.links
    : sizes.every((size) => size >= 1e9)
      ? w.named
      : sizes.map((size) => `${Math.round(size / 1_000_000)} MB`).join(' / ');
  const cells = [
    name,
    c.official ? w.yes : w.no,
    choices,
    media,
    c.receipts.length > 0 ? c.receipts.join(', ') : w.none,
    c.proactive ? w.yes : w.after,
    c.window ? `${c.window.ms / 3_600_000} ${w.hours}` : w.always,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** A Markdown table, a line a channel. */
export function channelTable(modules: readonly ChannelModule[], lang: Lang): string {
  const { head } = words[lang];
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---|').join('')}`, ...modules.map(({ name, capabilities }) => row(name, capabilities, lang))].join(
    '\n',
  );
}
