/** The files that a new shop's folder begins with. Every value of the settings is one of the merchant's own, or a comment that shows how it is written. */
import { stringify } from 'yaml';
import { firstUsed } from '../flow-folder/in-use.ts';

export interface Starter {
  /** Name of the shop, by language. */
  name: Readonly<Record<string, string>>;
  langs: readonly string[];
  /** IANA. */
  zone: string;
  currency: string;
  /** Flows that are live at first; all that are there unless given. */
  use?: readonly string[];
  /** Folder of the program's pages, as somebody in the shop's folder opens it. */
  docs: string;
}

const flow = (value: unknown): string => stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trim();

/** Writes the `config.yaml` of a new shop's folder. */
export function starterConfig({ name, langs, zone, currency, use, docs }: Starter): string {
  return `# Settings of your shop. All there are, with what they do: ${docs}/config.md. Secrets belong into .env. Read again at the next start.
# 店铺设置。全部可用项和说明见 ${docs}/config.zh-CN.md。密钥写在 .env 里。改完重启生效。
shop:
  # Name of the shop, by language
  # 店名，按语言写
  name: ${flow(name)}
  # The first is the default
  # 第一个是默认语言
  langs: ${flow(langs)}
  # Currency of prices, as its three letters: USD, EUR, CNY
  # 价格的货币，写三个字母：CNY、USD、EUR
  currency: ${currency}
  # Time zone of the shop, by a city of its own: Asia/Shanghai, Europe/Berlin, America/New_York. This is the machine's
  # 店铺所在时区，按城市写：Asia/Shanghai、Asia/Hong_Kong、Europe/Berlin。这里是本机的时区
  zone: ${zone}
  # Country of phone numbers that are written without country code, as two letters, where it is not that of the zone
  # 没写国家代码的手机号算哪个国家的，写两个字母；和时区所在国家一样就不用写
  # country: CN
  # Without the goods of the demo shop
  # 不放演示商品
  demo: false
  # When people answer; a day left out is closed. Take the # away and write your own.
  # 人工客服的时间，没写的日子休息。去掉 # 改成自己的。
  # hours: { mon: [09:00-18:00], tue: [09:00-18:00], wed: [09:00-18:00], thu: [09:00-18:00], fri: [09:00-18:00], sat: [10:00-16:00] }
  # What you promise. What is left out is promised to nobody. Take the # away and write your own; all of them: ${docs}/config.md
  # 对顾客的承诺，没写的就不承诺。去掉 # 改成自己的；全部见 ${docs}/config.zh-CN.md
  # terms: { return_days: 7, postage: 9.90, free_postage_from: 69, dispatch_hours: 48, delivery_days: 2-3 }
  # Three letters that the codes of coupons begin with
  # 优惠码开头的三个字母
  # coupon_prefix: TEA

# The flows that are live; those that you write yourself always are. All there are: npx zhanggui flows list, and ${docs}/shipped-flows.md
# 启用的流程；自己写的始终启用。有哪些可用：npx zhanggui flows list，或见 ${docs}/shipped-flows.zh-CN.md
${use ? '' : '# '}flows: { use: ${flow(use ?? firstUsed)} }

# An order number of yours as customers see it; in quotes if it begins with #: "#1042"
# 写一个自己店里的订单号；以 # 开头的要加引号："#1042"
# orders: { example: TEA-10022 }

web_chat:
  # Sites of yours that show the chat
  # 放聊天窗口的网站
  origins: []
  # look: { colour: "#2f6f4f", name: { zh: 店里的客服, en: Ask us } }
`;
}

/** Writes the `phrases.yaml` of a new shop's folder. */
export const starterPhrases = (
  docs: string,
): string => `# Your own words instead of what the program says by itself; all of them: ${docs}/phrases.md. Take the # away and change the words.
# 程序自己说的话想换个说法，就写在这里；全部条目见 ${docs}/phrases.zh-CN.md。去掉 # 再改。
# pick_one:
#   zh: 没太看懂，您是想问下面哪一个？
#   en: "I am not sure what you mean. Is it one of these?"
`;

/** `.gitignore`. */
export const starterIgnore = `node_modules/
data/
.env
*.log
`;

/** Writes the `package.json`, which makes the folder one that npm installs the program into. */
export function starterPackage(folder: string): string {
  const name =
    folder
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'shop';
  return `${JSON.stringify({ name, private: true, type: 'module', scripts: { start: 'zhanggui start' } }, null, 2)}\n`;
}

/** `README.md` of the pictures. */
export const starterPictures = `Pictures that your flows show, as image: pictures/shop.jpg. JPG, PNG, GIF or WebP, at most 5 MB.

流程里要发的图片放在这里，写法是 image: pictures/shop.jpg。支持 JPG、PNG、GIF、WebP，不超过 5 MB。
`;
