/** The README's table of channels, made from what each channel says of itself. */
import type { Capabilities, ChannelModule } from '../../src/channel.ts';

type Lang = 'en' | 'zh';
type MediaKind = keyof Capabilities['media'];
type Receipt = Capabilities['receipts'][number];

interface Words {
  head: readonly string[];
  yes: string;
  no: string;
  comma: string;
  semicolon: string;
  buttons(most: number): string;
  list(most: number): string;
  cards: string;
  places: string;
  kinds: Record<MediaKind, string>;
  receipt: Record<Receipt, string>;
  receipts(names: string): string;
  first: string;
  numbers: string;
  pages(most: number): string;
  cardsAsPicture: string;
  cardsTogether: string;
  placesAsLink: string;
  captions: string;
  asLink(kinds: string): string;
  byName(kinds: string): string;
  noReceipts: string;
  window(hours: number, most: number | undefined): string;
  notFirst: string;
  blocked(host: string): string;
  nothing: string;
}

const words: Record<Lang, Words> = {
  en: {
    head: ['channel', 'official', 'what the shop can send', 'what degrades', 'must reach', 'risk'],
    yes: 'yes',
    no: 'no',
    comma: ', ',
    semicolon: '; ',
    buttons: (most) => `up to ${most} buttons`,
    list: (most) => `lists of up to ${most}`,
    cards: 'cards',
    places: 'places',
    kinds: { image: 'pictures', audio: 'sound', video: 'video', file: 'files' },
    receipt: { sent: 'sent', delivered: 'delivered', read: 'read', failed: 'failure' },
    receipts: (names) => `receipts: ${names}`,
    first: 'the shop may write first',
    numbers: 'choices become numbers',
    pages: (most) => `more than ${most} choices come in pages`,
    cardsAsPicture: 'cards become picture and text',
    cardsTogether: 'several cards become one text with links',
    placesAsLink: 'places become a link to a map',
    captions: 'captions follow as text',
    asLink: (kinds) => `${kinds} sent as a link`,
    byName: (kinds) => `${kinds} shown by name`,
    noReceipts: 'no receipts (shown as n/a)',
    window: (hours, most) => `free text only within ${hours} h of the customer's message${most === undefined ? '' : `, ${most} messages at most`}`,
    notFirst: 'only to customers who wrote first',
    blocked: (host) => `${host} (not from mainland China)`,
    nothing: '-',
  },
  zh: {
    head: ['渠道', '官方接口', '店铺可发', '限制与替代', '要能连上', '风险'],
    yes: '是',
    no: '否',
    comma: '、',
    semicolon: '；',
    buttons: (most) => `最多 ${most} 个按钮`,
    list: (most) => `最多 ${most} 项的列表`,
    cards: '卡片',
    places: '位置',
    kinds: { image: '图片', audio: '语音', video: '视频', file: '文件' },
    receipt: { sent: '已发出', delivered: '已送达', read: '已读', failed: '发送失败' },
    receipts: (names) => `回执：${names}`,
    first: '店铺可以先发消息',
    numbers: '选项改为编号',
    pages: (most) => `超过 ${most} 个选项时分页`,
    cardsAsPicture: '卡片改为图片加文字',
    cardsTogether: '多张卡片合成一条带链接的文字',
    placesAsLink: '位置改为地图链接',
    captions: '图片说明另发一条文字',
    asLink: (kinds) => `${kinds}以链接发送`,
    byName: (kinds) => `${kinds}只显示名称`,
    noReceipts: '没有回执（显示为“无”）',
    window: (hours, most) => `顾客发言后 ${hours} 小时内才能自由回复${most === undefined ? '' : `，最多 ${most} 条`}`,
    notFirst: '顾客先开口才能发',
    blocked: (host) => `${host}（中国大陆不能直连）`,
    nothing: '-',
  },
};

/** Only a channel that writes a line instead of the file has no limit, bytes. */
const unlimited = 1e9;

const kinds: readonly MediaKind[] = ['image', 'audio', 'video', 'file'];

function named(all: readonly MediaKind[], w: Words): string {
  return all.map((kind) => w.kinds[kind]).join(w.comma);
}

function works({ choices, cards, place, media, receipts, proactive }: Capabilities, w: Words): string {
  const shown = [choices.buttons > 0 && w.buttons(choices.buttons), choices.list > 0 && w.list(choices.list), cards && w.cards, place && w.places];
  const sizes = kinds.filter((kind) => media[kind] > 0 && media[kind] < unlimited).map((kind) => `${w.kinds[kind]} ${Math.floor(media[kind] / 1_000_000)} MB`);
  return [
    shown.filter((each) => each !== false).join(w.comma),
    sizes.join(w.comma),
    receipts.length > 0 ? w.receipts(receipts.map((receipt) => w.receipt[receipt]).join(w.comma)) : '',
    proactive ? w.first : '',
  ]
    .filter((each) => each !== '')
    .join(w.semicolon);
}

function degrades({ text, choices, cards, place, media, receipts, window, proactive }: Capabilities, w: Words): string {
  const most = Math.max(choices.buttons, choices.list);
  const links = kinds.filter((kind) => media[kind] === 0);
  const names = kinds.filter((kind) => media[kind] >= unlimited);
  return [
    most === 0 ? w.numbers : w.pages(most),
    !cards && w.cardsAsPicture,
    cards && window?.messages !== undefined && w.cardsTogether,
    !place && w.placesAsLink,
    text.caption === 0 && w.captions,
    links.length > 0 && w.asLink(named(links, w)),
    names.length > 0 && w.byName(named(names, w)),
    receipts.length === 0 && w.noReceipts,
    window && w.window(window.ms / 3_600_000, window.messages),
    !proactive && w.notFirst,
  ]
    .filter((each) => typeof each === 'string')
    .join(w.semicolon);
}

function reached(provider: ChannelModule['provider'], w: Words): string {
  if (!provider) return w.nothing;
  const { host } = new URL(provider.root);
  return provider.blocked ? w.blocked(host) : host;
}

/** Returns a Markdown table, a line a channel. `title`: how a channel is called in this language, as Markdown. */
export function channelTable(modules: readonly ChannelModule[], lang: Lang, title: (name: string) => string): string {
  const w = words[lang];
  const rows = modules.map(({ name, capabilities, provider, riskSummary }) => {
    const cells = [
      title(name),
      capabilities.official ? w.yes : w.no,
      works(capabilities, w),
      degrades(capabilities, w),
      reached(provider, w),
      riskSummary[lang],
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [`| ${w.head.join(' | ')} |`, `|${w.head.map(() => '---|').join('')}`, ...rows].join('\n');
}
