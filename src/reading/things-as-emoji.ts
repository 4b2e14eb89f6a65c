/** Things that customers show instead of naming them. A face, a heart or a hand is courtesy and stays as it is. */
import { isChinese } from '../understanding/language-fallbacks.ts';

/** The sign, then what it is called in English and Chinese. */
const table = `
📦 where is my parcel|我的快递到哪了
🚚 where is my parcel|我的快递到哪了
🚛 where is my parcel|我的快递到哪了
📞 agent|人工
☎ agent|人工
🎟 any discount|有优惠吗
🏷 any discount|有优惠吗
🛋 sofa|沙发
🛏 bed|床
🪑 chair|椅子
💡 lamp|灯
🪞 mirror|镜子
🍵 tea|茶
🫖 teapot|茶壶
☕ coffee|咖啡
🎁 gift|礼物
📱 phone|手机
🎧 earphones|耳机
🔌 charger|充电器
🔋 power bank|充电宝
💻 laptop|笔记本电脑
⌚ watch|手表
👗 dress|裙子
👕 T-shirt|T恤
👚 top|上衣
👖 trousers|裤子
🧥 coat|外套
🧣 scarf|围巾
🧤 gloves|手套
🧦 socks|袜子
👟 shoes|鞋子
👠 heels|高跟鞋
👢 boots|靴子
👜 bag|包
🎒 backpack|双肩包
🧢 cap|帽子
👒 hat|帽子
💍 ring|戒指
💄 lipstick|口红
🧸 toy|玩具
📚 book|书
🕯 candle|蜡烛
🌹 flowers|花
🎂 cake|蛋糕
🍷 wine|红酒
`;

const names = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const at = line.indexOf(' ');
      const [en = '', zh = ''] = line.slice(at + 1).split('|');
      return [line.slice(0, at), { en, zh }];
    }),
);
const ignored = /\s|\ufe0f|[\u{1F3FB}-\u{1F3FF}]/gu;

/** Returns the name of what a message shows that is nothing but one of these signs, once or more, perhaps with a mark behind it; any other text as it is. */
export function spelledThing(text: string, lang: string): string {
  if (text.length > 40) return text;
  const [, signs = '', mark = ''] = /^(\p{Extended_Pictographic}+)([?？!！]*)$/u.exec(text.replace(ignored, '')) ?? [];
  const [first, ...more] = new Set(signs);
  const name = first !== undefined && more.length === 0 ? names.get(first) : undefined;
  return name ? `${isChinese(lang) ? name.zh : name.en}${mark}` : text;
}
