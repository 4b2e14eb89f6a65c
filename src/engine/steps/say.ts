import { type Compiled, field, optional } from '../../flow-tree/fields.ts';
import { mediaOf, pictureAddress } from '../../flow-tree/media-value.ts';
import type { Json } from '../../json.ts';
import { limits } from '../../limits.ts';
import type { Card, Media, Part } from '../../message.ts';
import type { Value } from '../../text/compiled-text.ts';
import type { StepTurn } from '../turn/step-turn.ts';
import { defineVerb } from '../turn/verb.ts';

export const say = defineVerb({
  verb: 'say',
  fields: {
    say: field('text', 'What the bot says', '机器人说的话'),
    image: optional('value', 'Picture: `pictures/tea.jpg` of your own, an address, or a stored file', '图片：自己的 `pictures/tea.jpg`、网址或已存文件'),
    file: optional('value', 'File to send', '要发送的文件'),
    video: optional('value', 'Video to send', '要发送的视频'),
    audio: optional('value', 'Recording to send', '要发送的音频'),
    place: optional('value', 'Place: a map with latitude and longitude, or a saved place', '位置：含 latitude 和 longitude，或保存过的位置'),
    link: optional('value', 'Link shown below the text', '附在文字后的链接'),
    cards: optional('expr', 'List shown as cards, one for each entry', '以卡片显示的列表，每项一张'),
    card: optional('card', 'What a card shows; `it` is the entry', '卡片内容；`it` 是当前一项'),
    template: optional('word', 'Template used outside the reply window', '超出回复时限时使用的模板'),
  },
  docs: {
    about: { en: 'Sends a message', zh: '发送一条消息' },
    example: `flow: hours
start:
  - says: [opening hours, 营业时间]
steps:
  - say: { zh: 每天 9 点到 21 点，欢迎光临。, en: "Every day from 9 to 21. See you soon!" }
    image: https://example.com/shop.jpg
    link: https://example.com/map
`,
    transcript: `- test: says it with a picture and a link
  lang: en
- customer: opening hours
- bot: { image: https://example.com/shop.jpg }
- bot: Every day from 9 to 21. See you soon!
- bot: { link: https://example.com/map }
`,
  },
  run(fields, step) {
    step.say(partsOf(fields, step), fields.template ? { template: fields.template } : {});
    return { do: 'next' };
  },
});

function partsOf(fields: Compiled<typeof say.fields>, step: StepTurn): Part[] {
  const parts: Part[] = [];
  const add = (value: Value | undefined, part: (media: Media) => Part) => {
    const media = value && mediaOf(step.value(value));
    if (media) parts.push(part(media));
    else if (value) step.warn('A picture, file or recording is missing');
  };
  add(fields.image, (media) => ({ type: 'image', media }));
  add(fields.video, (media) => ({ type: 'video', media }));
  const text = step.text(fields.say);
  if (text.trim() !== '') parts.push({ type: 'text', text });
  add(fields.audio, (media) => ({ type: 'audio', media }));
  add(fields.file, (media) => ({ type: 'file', media }));
  const place = fields.place && placeOf(step.value(fields.place));
  if (place) parts.push(place);
  const link = fields.link && step.value(fields.link);
  if (typeof link === 'string' && link !== '') parts.push({ type: 'link', url: link });
  if (fields.cards) {
    const cards = cardsOf(fields, step);
    step.showed(
      cards.map(({ id, price, card: { title, text } }) => ({ id: id ?? title, title, ...(text && { text }), ...(price !== undefined && { price }) })),
    );
    parts.push(...cards.map(({ card }): Part => ({ type: 'product', card })));
  }
  return parts.length > 0 ? parts : [{ type: 'text', text }];
}

function placeOf(value: Json): Part | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const [latitude, longitude] = [Number(value.latitude), Number(value.longitude)];
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return undefined;
  const { name, address } = value;
  return { type: 'place', latitude, longitude, ...(typeof name === 'string' ? { name } : {}), ...(typeof address === 'string' ? { address } : {}) };
}

function cardsOf(fields: Compiled<typeof say.fields>, step: StepTurn): { id?: string; price?: number; card: Card }[] {
  const list = fields.cards ? step.evaluate(fields.cards) : [];
  if (!Array.isArray(list)) return [];
  return list.slice(0, limits.cards).map((it, i) => {
    const inner = step.with({ it, i: i + 1 });
    const entry = it !== null && typeof it === 'object' && !Array.isArray(it) ? it : { title: it };
    const read = (name: keyof Card, fallback: Json | undefined) => {
      const field = fields.card?.[name];
      const value = field ? inner.value(field) : fallback;
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    };
    const card: Card = { title: read('title', entry.title) ?? '' };
    for (const name of ['text', 'image', 'link', 'button'] as const) {
      const value = read(name, fields.card ? undefined : name === 'link' ? (entry.link ?? entry.url) : entry[name]);
      if (value) card[name] = name === 'image' ? pictureAddress(value) : value;
    }
    const { id } = entry;
    const price = amountOf(entry.price);
    return { ...((typeof id === 'string' || typeof id === 'number') && { id: String(id) }), ...(price !== undefined && { price }), card };
  });
}

function amountOf(price: Json | undefined): number | undefined {
  const amount = price !== null && typeof price === 'object' && !Array.isArray(price) ? price.amount : price;
  return typeof amount === 'number' ? amount : undefined;
}
