/** The config file (YAML), its defaults and its reference, from one zod schema. Secrets are never here: see environment.ts. */
import { z } from 'zod';
import { isCountry } from '../numbers/phone-key.ts';
import { appointmentPlan } from '../shop/appointment-plan.ts';
import { changeRulesAbout, changeRulesSchema } from '../shop/change-rules.ts';
import { orderStatuses } from '../shop/shop.ts';
import { httpMapping } from '../shop/stores/http/mapping.ts';
import { termsSchema, tooFine } from '../shop/terms.ts';
import type { OwnPhrases } from '../text/phrases.ts';
import { rule } from '../text/rule.ts';
import { callRecordingSettings } from './call-recording.ts';
import { cartSettings, checkCoupons, couponSettings } from './cart-settings.ts';
import { lookSettings } from './chat-look.ts';
import { modelSettings } from './model-settings.ts';
import { orderNumbers } from './order-numbers.ts';
import { pictureSettings } from './picture-settings.ts';
import { reportSettings } from './report-settings.ts';
import { about, languageCode, time } from './setting.ts';
import { checkWhatsappCalls, whatsappCalls } from './whatsapp-calls.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, rule('write a time as 09:00', '时间请写成 09:00'));
const hours = z.array(
  z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/, rule('write opening hours as 09:00-18:00', '营业时间请写成 09:00-18:00')),
  rule('write a list of opening hours, such as [09:00-18:00]', '营业时间要写成列表，例如 [09:00-18:00]'),
);
const zone = z.string().refine(
  (name) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
      return true;
    } catch {
      return false;
    }
  },
  rule('not an IANA time zone such as Asia/Shanghai', '不是 IANA 时区名，例如 Asia/Shanghai'),
);
const names = z.record(languageCode, z.string().min(1).max(80));
const size = z.number().int().positive();
const currencies = new Set(Intl.supportedValuesOf('currency'));
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const configSchema = z.strictObject({
  shop: z
    .strictObject({
      name: about(names.default({ zh: '云裳', en: 'Yun & Co.' }), 'Name of the shop, by language', '店名，按语言写'),
      assistant: about(
        names.optional(),
        'Name by which the assistant speaks of itself, by language; unset: it gives no name (the demo shop: Yun)',
        '智能助手自称的名字，按语言写；不填则不报名字（演示店铺叫“小云”）',
        { zh: '小云', en: 'Yun' },
      ),
      currency: about(
        z
          .string()
          .refine((code) => currencies.has(code), rule('not a currency of ISO 4217 such as CNY, USD or EUR', '不是 ISO 4217 货币代码，例如 CNY、USD、EUR'))
          .default('USD'),
        'ISO 4217 currency of prices',
        '价格的货币（ISO 4217）',
      ),
      coupon_prefix: about(
        z
          .string()
          .regex(/^[A-Z]{3}$/, rule('write three capital letters, such as YUN', '请写三个大写字母，例如 YUN'))
          .default('YUN'),
        'Three letters that the codes of coupons begin with',
        '优惠码开头的三个字母',
      ),
      zone: about(zone.default('Asia/Shanghai'), 'Time zone of the shop', '店铺所在时区'),
      country: about(
        z.string().refine(isCountry, rule('write a country as its two letters, such as CN, US or BR', '国家请写两个字母，例如 CN、US 或 BR')).optional(),
        'Country of phone numbers that are written without country code; that of the time zone unless set',
        '没写国家代码的手机号算哪个国家的；不填则按时区判断',
      ),
      langs: about(
        z.array(languageCode).min(1).default(['zh', 'en']),
        'Languages of the shop, any of them, such as en, es, pt-BR, ar or zh-TW (Chinese texts are shown in traditional characters there); the first is the default',
        '店铺使用的语言，任何语言都可以，例如 en、es、pt-BR、ar、zh-TW（没写繁体的中文会自动转成繁体）；第一个是默认语言',
      ),
      source: about(
        z.enum(['demo', 'files', 'shopify', 'woocommerce', 'medusa', 'http']).optional(),
        'Where goods and orders come from: demo, files (imported, or sent as events), or a store: shopify, woocommerce, medusa, or http (any other, described under `http`). Its keys stand in .env; see docs/stores.md. Unset: demo or files, as `demo` says',
        '商品和订单从哪里来：demo 演示、files 导入的文件或推送的事件，或店铺系统 shopify、woocommerce、medusa、http（其他系统，在 `http` 里描述）。密钥写在 .env，见 docs/stores.zh-CN.md。不填则按 `demo` 取 demo 或 files',
        'woocommerce',
      ),
      poll: about(time.prefault('1m'), 'How often a store is asked what changed, beside its webhooks', '除 webhook 外，隔多久向店铺系统查一次变动'),
      statuses: about(
        z.record(z.string().min(1).max(60), z.enum(orderStatuses)).default({}),
        'Meaning of status words that your store alone has, e.g. { wc-gift-wrapped: packed }',
        '自己店铺系统特有的订单状态分别是什么意思，例如 { wc-gift-wrapped: packed }',
      ),
      http: about(httpMapping.optional(), 'How the API of another store is read: docs/stores.md', '其他店铺系统的接口怎么读，见 docs/stores.zh-CN.md'),
      demo: about(
        z
          .union(
            [z.boolean(), z.enum(['clothes', 'tea', 'phones'])],
            rule('write true, false, clothes, tea or phones', '请写 true、false、clothes、tea 或 phones'),
          )
          .default(true),
        'Fill an empty database with a demo shop and show it at /: clothes (true), tea, or phones (phone accessories); false: none',
        '数据库为空时填入演示店铺，并在首页展示：clothes 服装（true 也是）、tea 茶、phones 手机配件；false 表示不要',
      ),
      hours: about(
        z
          .partialRecord(z.enum(days), hours)
          .refine(
            (week) => Object.keys(week).length > 0,
            rule('no day is open: write at least one; round the clock is [00:00-24:00]', '没有营业的日子：请至少写一天；全天请写 [00:00-24:00]'),
          )
          .default({ mon: ['09:00-18:00'], tue: ['09:00-18:00'], wed: ['09:00-18:00'], thu: ['09:00-18:00'], fri: ['09:00-18:00'], sat: ['10:00-16:00'] }),
        'When people answer, by day; a day left out is closed',
        '人工客服的时间，按星期写；没写的日子休息',
        { mon: ['09:00-18:00'] },
      ),
      closed_on: about(
        z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, rule('write a date as 2026-10-01', '日期请写成 2026-10-01'))).default([]),
        'Holidays',
        '休息日',
      ),
      changes: changeRulesSchema.default({}).meta(changeRulesAbout),
      terms: termsSchema.prefault({}),
      appointments: about(
        appointmentPlan.optional(),
        'Times that customers can book: what for, hours by day, minutes of each, how many at once, days ahead, and hours of notice. Unset: none are offered',
        '顾客可以预约的时间：约什么、每天的时段、每次几分钟、同时几单、最多提前几天、至少提前几小时。不填则不开放预约',
        '{ what: { zh: 上门安装, en: installation }, hours: { sat: [09:00-18:00] }, minutes: 120, at_once: 1, days: 14, notice_hours: 12 }',
      ),
    })
    .superRefine(({ terms, currency, source, demo, http }, context) => {
      if (source !== undefined && source !== 'demo' && demo)
        context.addIssue({
          code: 'custom',
          path: ['source'],
          message: rule(
            `write demo: false beside source: ${source}, or the demo shop would stand beside your own`,
            `写了 source: ${source} 就要同时写 demo: false，否则演示店铺会和自己的店混在一起`,
          ),
        });
      if (source === 'http' && !http)
        context.addIssue({
          code: 'custom',
          path: ['source'],
          message: rule('describe the API of your store under http: docs/stores.md', '请在 http 里描述店铺系统的接口，见 docs/stores.zh-CN.md'),
        });
      const name = tooFine(terms, currency);
      if (name !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['terms', name],
          message: rule('more digits behind the point than the currency has', '小数位数比货币允许的多'),
        });
    })
    .prefault({}),
  orders: orderNumbers,
  flows: z
    .strictObject({
      use: about(
        z.array(z.string().min(1).max(80)).max(200).optional(),
        'Which of the flows that come with the program are live; your own always are. Unset: all that stand in the folder. `npm run flows -- list` shows them: docs/shipped-flows.md',
        '启用哪些自带流程；自己写的流程始终启用。不填则目录里的全部启用。`npm run flows -- list` 可查看，见 docs/shipped-flows.zh-CN.md',
        ['faq', 'order-status', 'returns', 'talk-to-person', 'product-search'],
      ),
    })
    .prefault({}),
  accounts: about(
    z
      .array(z.strictObject({ channel: z.string(), account: z.string().regex(/^[a-z0-9-]{1,32}$/), env: z.string().regex(/^[A-Z][A-Z0-9_]*$/) }))
      .max(100)
      .default([]),
    'More accounts of a channel; `env` is the prefix of their variables, e.g. TELEGRAM_SECOND_',
    '同一渠道的更多账号；`env` 是其环境变量的前缀，例如 TELEGRAM_SECOND_',
  ),
  channels: z.record(z.string(), z.unknown()).default({}),
  replies: z
    .strictObject({
      busy_after: about(time.prefault('2s'), 'Say "one moment" when a lookup takes longer', '查询超过这个时间就先说“请稍等”'),
      call_timeout: about(time.prefault('15s'), 'A lookup that takes longer has failed', '查询超过这个时间算失败'),
      handoff_limit: about(time.prefault('4h'), 'The bot wakes up when a person has been silent for this long', '人工这么久没有回应，机器人自动接回'),
      silent_person: about(
        time.prefault('15m'),
        'Who has a conversation and lets the customer wait this long loses it back to the queue; 0s: never',
        '接待人让顾客等这么久还没回复，对话退回待接队列；0s 表示不退回',
      ),
      wait_for_more: about(
        time.prefault('2s'),
        'A few words that nothing explains wait this long for what the customer writes next; 0s: not at all',
        '听不懂的短句先等这么久，看顾客接着说什么，再一起理解；0s 表示不等',
      ),
      faq_sure: about(
        z.number().min(0).max(1).optional(),
        'Score from which a FAQ answer is given; calibrated unless set',
        '常见问题直接回答的最低分；不填则用校准值',
      ),
      faq_maybe: about(
        z.number().min(0).max(1).optional(),
        'Score from which "did you mean" is offered; calibrated unless set',
        '“您是不是想问”的最低分；不填则用校准值',
      ),
    })
    .prefault({}),
  promotions: z
    .strictObject({
      quiet_from: about(clock.default('21:00'), 'Promotions rest from this time, in the customer’s zone', '从这个时间起不发推广（按顾客时区）'),
      quiet_until: about(clock.default('09:00'), 'until this time', '到这个时间为止'),
      at_most: about(z.number().int().min(0).max(100).default(3), 'Promotions per customer in `per`', '每位顾客在 `per` 时间内最多收到几条推广'),
      per: about(time.prefault('7d'), 'Period of `at_most`', '`at_most` 的统计时间'),
      lapsed_after: about(
        time.optional(),
        'A customer whose last order is this long ago is missed: the event customer.lapsed, which begins win-back. Unset: nobody is',
        '上一单过去这么久就算好久没来：发出事件 customer.lapsed，由 win-back 流程接住。不填则不发',
        '90d',
      ),
    })
    .prefault({}),
  carts: cartSettings,
  coupons: couponSettings,
  templates: about(
    z
      .record(
        z.string().regex(/^[a-z0-9_]{1,64}$/),
        z
          .strictObject({
            channels: z.array(z.string()).min(1),
            names: z.record(z.string(), z.string().min(1).max(512)).optional(),
          })
          .refine(
            ({ channels, names = {} }) => Object.keys(names).every((name) => channels.includes(name)),
            rule('names has a channel that channels does not list', 'names 里有 channels 没列出的渠道'),
          ),
      )
      .default({}),
    'Approved message templates by the name that flows use, with the channels that have them; `names` says what a channel calls it where that is another name',
    '已审核通过的消息模板：流程里用的名字、有它的渠道；某渠道用的是别的名字时，写在 `names` 里',
  ),
  retention: z
    .strictObject({
      messages: about(time.prefault('365d'), 'Messages are removed after', '消息保留多久'),
      traces: about(time.prefault('7d'), 'Traces of turns are removed after', '对话轨迹保留多久'),
      inbox: about(time.prefault('14d'), 'How long redelivered messages are recognised', '多久以内的重复投递能被识别'),
      media: about(time.prefault('90d'), 'Pictures and recordings are removed after', '图片和录音保留多久'),
      unanswered: about(time.prefault('90d'), 'Questions that nothing answered are removed after', '没能回答的问题保留多久'),
      visitors: about(
        time.prefault('180d'),
        'What is known of visitors of the website who were not seen since, and what they were shown first, is removed after',
        '网站访客多久没来就删除其来访记录和主动搭话记录',
      ),
      notices: about(time.prefault('90d'), 'Notices for people are removed after, once they were read', '给人工的通知在已读之后保留多久'),
    })
    .prefault({}),
  limits: z
    .strictObject({
      hook_bytes: about(
        size.max(20_000_000).optional(),
        'Largest webhook, bytes; unless set, what the provider of each channel sends at most',
        'Webhook 最大字节数；不填则按各渠道官方会发送的最大值',
      ),
      event_bytes: about(size.max(5_000_000).default(256_000), 'Largest shop event, bytes', '店铺事件最大字节数'),
      media_bytes: about(size.max(100_000_000).default(20_000_000), 'Largest picture or file, bytes', '图片或文件最大字节数'),
      free_disk: about(
        z.number().int().min(0).default(500_000_000),
        'With less free on the disk of DATA_DIR, bytes, strangers can send no files and begin no new chats on the website; 0 switches this off',
        'DATA_DIR 所在磁盘的剩余空间低于这么多字节时，网站上的陌生访客不能发文件，也不能开始新的对话；0 表示不检查',
      ),
      wrong_proofs: about(
        size.max(1_000_000).default(200),
        'So many wrong proofs of orders in the whole shop in a day (or a quarter of them in an hour) mean that somebody is guessing: the team is told, and customers who are not known need the whole phone number or the e-mail for a while. About one wrong try in 10,000 succeeds by luck, so 200 a day means one order in 50 days.',
        '全店一天内核实订单失败达到这个次数（一小时内达到四分之一也算），就视为有人在猜：会通知团队，不认识的顾客暂时要用完整手机号或邮箱核实。碰巧猜中约万分之一：每天 200 次，约 50 天一单。',
      ),
      outbox: about(size.max(1_000).default(50), 'Unsent messages per customer before their next messages wait', '每位顾客待发消息达到这个数后，新消息先排队'),
      busy: about(size.max(10_000).default(256), 'Conversations worked on at once', '同时处理的对话数'),
    })
    .prefault({}),
  rates: about(
    z.record(z.string(), z.strictObject({ account: z.number().positive(), conversation: z.number().positive(), burst: z.number().min(1) })).default({}),
    'Messages per second by channel where yours differ from the provider’s usual limits: for the account, per conversation, and how many at once',
    '各渠道每秒可发的消息数（仅当与官方默认限制不同时填写）：整个账号、每个对话，以及一次最多几条',
  ),
  server: z
    .strictObject({
      proxies: about(
        z.number().int().min(0).max(8).default(0),
        'Proxies in front that you run. So many entries of X-Forwarded-For are believed, counted from the end; 0: the address of the connection is the customer’s',
        '您在前面放了几层代理：从 X-Forwarded-For 末尾起，信任这么多个地址；0 表示以连接的来源地址为准',
      ),
    })
    .prefault({}),
  web_chat: z
    .strictObject({
      origins: about(
        z
          .array(
            z.url({
              protocol: /^https?$/,
              error: rule('write the address of a site, such as https://shop.example.com', '请写网站地址，例如 https://shop.example.com'),
            }),
          )
          .default([]),
        'Sites that may show the widget, besides this one',
        '除本站外，允许嵌入聊天窗口的网站',
      ),
      look: lookSettings,
      speak_first_per_day: about(
        z.number().int().min(0).max(20).default(3),
        'How often the chat speaks first to one visitor in a day, all rules (`proactive:`) together; 0 switches it off',
        '每位访客一天最多主动搭话几次（所有 `proactive:` 规则合计）；0 表示关闭',
      ),
      per_minute: about(size.max(600).default(30), 'Messages per visitor and minute', '每位访客每分钟最多几条消息'),
      text_per_day: about(
        size.min(100_000).default(50_000_000),
        'Bytes of messages per address and day; each counts for 500 more than its text',
        '每个来源地址每天最多发送多少字节的消息；每条在文字之外另计 500 字节',
      ),
      media_per_day: about(
        size.min(20_000_000).default(2_000_000_000),
        'Bytes of pictures and files per address and day',
        '每个来源地址每天最多发送多少字节的图片和文件',
      ),
    })
    .prefault({}),
  speech: z
    .strictObject({
      sure: about(
        z.number().min(0).max(1).default(0.6),
        'The customer is asked "did you say ...?" when the recogniser is less certain than this, from 0 to 1',
        '识别把握低于这个值（0 到 1）时，先问顾客“您是说……吗”',
      ),
      at_once: about(size.max(16).default(2), 'Recordings that are recognised at the same time', '同时识别几条语音'),
    })
    .prefault({}),
  pictures: pictureSettings,
  models: modelSettings,
  calls: z
    .strictObject({
      on: about(
        z.boolean().default(false),
        'Calls with picture and sound (docs/calls.md); they need https',
        '是否开通视频通话（见 docs/calls.zh-CN.md）；需要 https',
      ),
      link: about(time.prefault('15m'), 'A link to a call is good for', '通话链接的有效期'),
      ring: about(time.prefault('60s'), 'A call rings for; then it is missed', '响铃多久无人接听算未接来电'),
      recording: callRecordingSettings,
      relay_only: about(
        z.boolean().default(false),
        'Sound and picture go over the TURN server alone, so that neither side learns the address of the other one',
        '音视频只经过 TURN 服务器，双方看不到彼此的网络地址',
      ),
      ...whatsappCalls,
    })
    .superRefine(checkWhatsappCalls)
    .prefault({}),
  http_calls: z
    .strictObject({
      hosts: about(z.array(z.string().min(1)).default([]), 'Hosts that flows may call; empty: any public host', '流程可以访问的主机；留空表示任何公网主机'),
      allow_private: about(z.array(z.string().min(1)).default([]), 'Hosts on private addresses that flows may call', '流程可以访问的内网主机'),
    })
    .prefault({}),
  reports: reportSettings,
  log: z
    .strictObject({
      texts: about(z.boolean().default(false), 'Write message texts to the log', '是否把消息内容写进日志'),
    })
    .prefault({}),
});

export type Config = z.output<typeof configSchema> & {
  /** Of `phrases.yaml`. */
  phrases?: OwnPhrases;
};

/** Returns the schema with what each channel lets the merchant set, under `channels.<name>`. */
export function configSchemaWith(modules: readonly { name: string; options?: z.ZodType }[]): z.ZodType<Config> {
  const sections = modules.flatMap(({ name, options }) => (options ? [[name, options.prefault({})] as const] : []));
  const whole = configSchema.extend({ channels: z.strictObject(Object.fromEntries(sections)).prefault({}) }).superRefine(checkCoupons);
  return whole as unknown as z.ZodType<Config>;
}
