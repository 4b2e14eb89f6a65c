import { type Config, configSchema } from '../config/schema.ts';
import type { Faq, Flow, Problem } from '../engine/flow-tree.ts';
import { type Finding, mind, missing } from './finding.ts';

export interface ShopSituation {
  config: Config;
  configFile: string;
  /** Does the file itself say something at this path? */
  written(...path: string[]): boolean;
  flowsDir: string;
  flows: readonly Flow[];
  faqs: readonly Faq[];
  problems: readonly Problem[];
  /** How many there are; undefined when the database could not be read. */
  products?: number;
  orders?: number;
}

const demoNames = Object.values(configSchema.parse({}).shop.name);

/** Whether the shop is the merchant's own by now: settings, terms, texts, goods. */
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
  if (!written('shop', 'hours'))
    found.push(
      missing(
        at('shop.hours'),
        { en: 'not written: customers are told the hours of the demo shop', zh: '没有写：会按演示店铺的时间告诉顾客' },
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
  for (const [key, value] of [
    ['currency', shop.currency],
    ['zone', shop.zone],
  ] as const)
    if (!written('shop', key))
      found.push(
        mind(at(`shop.${key}`), { en: `not written: ${value}`, zh: `没有写，按 ${value} 处理` }, { en: `write ${key}: and yours`, zh: `写上自己的 ${key}` }),
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

function flowFindings({ flows, problems, flowsDir }: ShopSituation): Finding[] {
  const found: Finding[] = [];
  for (const { file, line, column, message } of problems.filter(({ severity }) => severity === 'error'))
    found.push(
      missing(
        `${flowsDir}/${file}:${line}:${column}`,
        { en: message, zh: message },
        { en: 'mend it; until then the flow is not live', zh: '请改好；在此之前这个流程不会生效' },
      ),
    );
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
        { en: 'keep subscribe.yaml, or write a step consent:', zh: '保留 subscribe.yaml，或自己写一个 consent: 步骤' },
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
          { en: 'add: Reply STOP at any time', zh: '加上：随时回复“退订”' },
        ),
      );
    if (!/shop\.name/.test(words))
      found.push(
        mind(
          place,
          { en: 'the text of the consent does not name the shop', zh: '征求同意的话里没有店名' },
          { en: 'write {{ shop.name }} into it', zh: '把 {{ shop.name }} 写进去' },
        ),
      );
  }
  return found;
}

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
