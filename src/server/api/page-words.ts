import type { Lang } from './words.ts';

/** What the page of the API says around the routes. Backticks mark what is typed. */
export const pageWords = {
  en: {
    title: 'Zhanggui API',
    about: [
      'Every route wants the admin token: `Authorization: Bearer …`. It is in `ADMIN_TOKEN`, or else in the file `admin-token` of the data folder.',
      'Lists are `{ items, next? }`; the next page is asked for with `?cursor=`. Times are milliseconds since 1970, amounts whole minor units: `12800` is 128.00.',
      'Shop events come in at `POST /events/NAME` and are signed instead: see “Shop events” in `docs/operations.md`.',
    ],
    machines: 'For machines: ',
    paste: 'Each example can be pasted into a terminal where the token is set. The tea house and its customers are made up: put your own ids in.',
    routes: 'All routes',
    sent: 'Body',
    file: 'File',
    answered: 'Answer',
    parameters: 'Parameters',
    sentFields: 'Fields of the body',
    answeredFields: 'Fields of the answer',
    errors: 'Errors',
    aboutErrors:
      'An error is `{ error: { code, message, field? } }`. `code` is for programs and stays the same, `message` tells people what is wrong, `field` names the parameter or field that it is about.',
    needed: 'needed',
  },
  zh: {
    title: '掌柜接口',
    about: [
      '每个接口都要带管理令牌：`Authorization: Bearer …`。令牌在 `ADMIN_TOKEN` 里，没有设的话就在数据目录的 `admin-token` 文件里。',
      '列表是 `{ items, next? }`，下一页用 `?cursor=`。时间是 1970 年以来的毫秒数；金额是最小货币单位的整数：`12800` 就是 128.00。',
      '店铺事件发到 `POST /events/事件名`，用签名而不是令牌，见 `docs/operations.zh-CN.md` 的“店铺事件”。',
    ],
    machines: '供程序使用：',
    paste: '先设好令牌，下面的每个例子都可以粘贴到终端里运行。例子里的茶行和顾客都是虚构的，请换成您自己的编号。',
    routes: '全部接口',
    sent: '请求内容',
    file: '文件',
    answered: '返回',
    parameters: '参数',
    sentFields: '请求内容的字段',
    answeredFields: '返回的字段',
    errors: '错误',
    aboutErrors: '出错时返回 `{ error: { code, message, field? } }`：`code` 供程序判断，不会变；`message` 说明哪里不对；`field` 指出是哪个参数或字段。',
    needed: '必填',
  },
} as const satisfies Record<Lang, object>;
