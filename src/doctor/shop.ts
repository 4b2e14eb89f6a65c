import { countryOf } from '../app/shop-base.ts';
import { type Config, configSchema } from '../config/schema.ts';
import type { Faq, Flow, Problem } from '../flow-tree/flow-tree.ts';
import { openingHoursText } from '../runtime/base/opening-hours-text.ts';
import { type Finding, mind, missing, type Words } from './finding.ts';

/** Version of a file with errors that customers have: the one before, nothing, or unknown. */
export type FlowState = 'before' | 'nothing' | 'unknown';

export interface ShopSituation {
  config: Config;
  configFile: string;
  /** Tells whether the file itself says something at this path. */
  written(...path: string[]): boolean;
  flowsDir: string;
  flows: readonly Flow[];
  faqs: readonly Faq[];
  problems: readonly Problem[];
  stateOf(file: string): FlowState;
  /** Number of rows; undefined when the database could not be read. */
  products?: number;
  orders?: number;
}

const demoNames = Object.values(configSchema.parse({}).shop.name);

const isUniversal = (zone: string): boolean => /^(?:Etc\/)?(?:UTC|GMT|UCT|Universal|Zulu|Greenwich)$/i.test(zone);

/** Checks whether the shop is the merchant's own by now: settings, terms, texts, goods. */
export function shopFindings(situation: ShopSituation): Finding[] {
  return [...settingFindings(situation), ...flowFindings(situation), ...goodsFindings(situation)];
}

function settingFindings({ config: { shop, web_chat }, configFile, written }: ShopSituation): Finding[] {
  const at = (key: string): string => `${configFile} ${key}`;
  const found: Finding[] = [];
  if (shop.demo)
    found.push(
      missing(
        at('shop.demo'),
        { en: 'true: the goods and the page of the demo shop', zh: '为 true：还在用演示商品和演示页面' },
        { en: 'write demo: false, and begin with a new DATA_DIR', zh: '改成 demo: false，并换一个新的 DATA_DIR' },
      ),
    );
  if (Object.values(shop.name).some((name) => demoNames.includes(name)))
    found.push(
      missing(
        at('shop.name'),
        { en: 'the name of the demo shop', zh: '还是演示店铺的名字' },
        { en: 'write name: { en: Your shop, zh: 您的店 }', zh: '写成 name: { zh: 您的店, en: Your shop }' },
      ),
    );
  const unnamed = shop.langs.filter((lang) => shop.name[lang] === undefined);
  if (unnamed.length > 0)
    found.push(
      mind(
        at('shop.name'),
        { en: `no name in ${unnamed.join(', ')}`, zh: `缺少 ${unnamed.join('、')} 的店名` },
        { en: 'add it, or leave the language out of langs', zh: '补上，或从 langs 里去掉该语言' },
      ),
    );
  const { en: hoursEn, zh: hoursZh } = openingHoursText(shop.hours);
  if (!written('shop', 'hours'))
    found.push(
      missing(
        at('shop.hours'),
        { en: `not written: customers are told that people answer ${hoursEn}`, zh: `没有写：会告诉顾客人工客服的时间是${hoursZh}` },
        {
          en: 'write hours: { mon: [09:00-18:00], tue: [09:00-18:00] }, a day left out is closed',
          zh: '写成 hours: { mon: [09:00-18:00], tue: [09:00-18:00] }，没写的日子休息',
        },
      ),
    );
  if (!written('shop', 'terms'))
    found.push(
      missing(
        at('shop.terms'),
        shop.demo
          ? {
              en: 'not written: days for returns, postage and delivery times are those of the demo shop',
              zh: '没有写：退货天数、运费、送达时间都还是演示店铺的',
            }
          : {
              en: 'not written: nothing is promised to anybody, so questions about returns, postage and delivery times get no answer',
              zh: '没有写：对谁都不作承诺，问退货、运费、送达时间都答不上',
            },
        {
          en: 'write terms: { return_days: 7, postage: 9.90 }, all of them: docs/config.md; to promise nothing, terms: {}',
          zh: '写成 terms: { return_days: 7, postage: 9.90 }，全部见 docs/config.zh-CN.md；不作承诺就写 terms: {}',
        },
      ),
    );
  if (!written('shop', 'currency'))
    found.push(
      mind(
        at('shop.currency'),
        { en: `not written: ${shop.currency}`, zh: `没有写，按 ${shop.currency} 处理` },
        { en: 'write currency: EUR, or yours, as its three letters', zh: '写成 currency: CNY，或自己的货币代码（三个字母）' },
      ),
    );
  const zoneCure = {
    en: 'write zone: and the nearest city as the list of time zones has it, such as Europe/Berlin, America/New_York or Asia/Shanghai',
    zh: '写成 zone: Asia/Shanghai，或时区列表里离您最近的城市，例如 Asia/Hong_Kong、Europe/Berlin、America/New_York',
  };
  if (!written('shop', 'zone')) found.push(mind(at('shop.zone'), { en: `not written: ${shop.zone}`, zh: `没有写，按 ${shop.zone} 处理` }, zoneCure));
  else if (isUniversal(shop.zone))
    found.push(
      mind(
        at('shop.zone'),
        {
          en: `${shop.zone}: hours and quiet hours count in universal time, not in that of your place`,
          zh: `${shop.zone}：营业时间和免打扰时间都按世界时算，不是当地时间`,
        },
        zoneCure,
      ),
    );
  if (countryOf(shop) === undefined)
    found.push(
      mind(
        at('shop.country'),
        {
          en: `not written, and the zone ${shop.zone} names none: phone numbers without country code belong to nobody`,
          zh: `没有写，时区 ${shop.zone} 也看不出国家：没写国家代码的手机号认不出是谁的`,
        },
        { en: 'write country: and its two letters, such as DE, US or CN', zh: '写成 country: CN，或自己国家的两个字母代码' },
      ),
    );
  if (!written('shop', 'coupon_prefix'))
    found.push(
      mind(
        at('shop.coupon_prefix'),
        { en: `codes of coupons begin with ${shop.coupon_prefix}`, zh: `优惠码以 ${shop.coupon_prefix} 开头` },
        { en: 'write three letters of yours', zh: '换成自己的三个字母' },
      ),
    );
  if (web_chat.origins.length === 0)
    found.push(
      mind(
        at('web_chat.origins'),
        { en: 'empty: the chat shows on the program’s own page only', zh: '为空：聊天窗口只能在程序自己的页面上显示' },
        { en: 'write the addresses of your sites: [https://your-shop.example]', zh: '写上自己网站的地址：[https://您的网站]' },
      ),
    );
  return found;
}

const untilThen: Readonly<Record<FlowState, Words>> = {
  before: { en: 'mend it; until then customers have the version before it', zh: '请改好；在此之前，顾客用到的还是改动前的版本' },
  nothing: { en: 'mend it; until then the flow is not live', zh: '请改好；在此之前这个流程不会生效' },
  unknown: {
    en: 'mend it; until then customers have the version before it, or nothing where there was none',
    zh: '请改好；在此之前顾客用到的是改动前的版本，从没生效过的就没有',
  },
};

function flowFindings({ config, flows, problems, stateOf, flowsDir }: ShopSituation): Finding[] {
  const found: Finding[] = [];
  for (const { file, line, column, message } of problems.filter(({ severity }) => severity === 'error'))
    found.push(missing(`${flowsDir}/${file}:${line}:${column}`, { en: message, zh: message }, untilThen[stateOf(file)]));
  const asks = flows.flatMap((flow) =>
    [...flow.steps.values()].flatMap((step) => (step.verb === 'consent' && step.fields.for !== 'review' ? [{ flow, step }] : [])),
  );
  const promos = flows.filter(({ kind }) => kind === 'promo');
  if (promos.length > 0 && asks.length === 0)
    found.push(
      missing(
        flowsDir,
        {
          en: `${promos.map(({ name }) => name).join(', ')} send promotions, and no flow asks for consent: nobody will get them`,
          zh: `${promos.map(({ name }) => name).join('、')} 会发推广，但没有任何流程征求同意，所以谁也收不到`,
        },
        {
          en: 'bring the flow that asks: npx zhanggui flows --take subscribe; or write a step consent: of your own',
          zh: '加上征求同意的流程：npx zhanggui flows --take subscribe；或自己写一个 consent: 步骤',
        },
      ),
    );
  for (const { flow, step } of asks) {
    const place = `${flowsDir}/${flow.file}:${step.position.line}`;
    const words = linesOf(flow.source, step.position.line);
    if (!/STOP|退订|停止|unsubscribe|opt out/i.test(words))
      found.push(
        missing(
          place,
          { en: 'the text of the consent does not say how to end it', zh: '征求同意的话里没说怎么退订' },
          {
            en: 'open the file at this line and end the text with: Reply STOP at any time to end them.',
            zh: '打开文件的这一行，在这段话末尾加上：回复“退订”随时停止。',
          },
        ),
      );
    if (!/shop\.name/.test(words))
      found.push(
        mind(
          place,
          { en: 'the text of the consent does not name the shop', zh: '征求同意的话里没有店名' },
          {
            en: `open the file at this line and write {{ shop.name }} into the text, such as: May {{ shop.name }} send you news and offers? (customers read: ${nameOf(config, 'en')})`,
            zh: `打开文件的这一行，把 {{ shop.name }} 写进这段话，例如：要接收{{ shop.name }}的新品和优惠吗？（顾客看到的是：${nameOf(config, 'zh')}）`,
          },
        ),
      );
  }
  return found;
}

const nameOf = ({ shop: { name } }: Config, lang: 'en' | 'zh'): string => name[lang] ?? Object.values(name)[0] ?? '';

/** The step that begins at a line: what follows, up to the next step of its depth. */
function linesOf(source: string, line: number): string {
  const [first = '', ...rest] = source.split('\n').slice(line - 1);
  const depth = first.search(/\S/);
  const end = rest.findIndex((one) => one.trim() !== '' && one.search(/\S/) <= depth);
  return [first, ...rest.slice(0, end < 0 ? rest.length : end)].join('\n');
}

function goodsFindings({ config, products, orders, faqs, flowsDir }: ShopSituation): Finding[] {
  const found: Finding[] = [];
  if (!config.shop.demo && products === 0)
    found.push(
      mind(
        'data',
        { en: 'there are no products: nothing can be found or offered', zh: '还没有商品，顾客搜不到东西' },
        { en: 'npx zhanggui shop import products.csv', zh: 'npx zhanggui shop import 商品.csv' },
      ),
    );
  if (!config.shop.demo && orders === 0)
    found.push(
      mind(
        'data',
        { en: 'there are no orders yet: nobody can look one up', zh: '还没有订单，顾客查不到' },
        {
          en: 'npx zhanggui shop import orders.csv, or send events (docs/operations.md)',
          zh: 'npx zhanggui shop import 订单.csv，或接入店铺事件（docs/operations.zh-CN.md）',
        },
      ),
    );
  if (faqs.every(({ entries }) => entries.length === 0))
    found.push(
      mind(
        flowsDir,
        { en: 'there is no question with an answer', zh: '还没有常见问题' },
        { en: 'npx zhanggui flows --take faq, and make the answers yours', zh: 'npx zhanggui flows --take faq，再改成自己的回答' },
      ),
    );
  return found;
}
