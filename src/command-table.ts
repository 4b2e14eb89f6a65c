/** Every command of the program: its help, its usage and its entry in `npx zhanggui` are made from this one table. */
import { root } from './machine/root.ts';

type Lang = 'en' | 'zh';

export interface Command {
  /** Below the folder of the code, without ending. */
  file: string;
  about: Record<Lang, string>;
  /** Arguments after the name, a line for each form. */
  forms: Record<Lang, readonly string[]>;
  /** Notes on what the forms do not show. */
  notes?: Record<Lang, string>;
  /** Works outside of a shop's folder too. */
  anywhere?: true;
  /** Flows of the shop's folder are brought up to the program before it runs. */
  usesFlows?: true;
}

const both = (...forms: readonly string[]): Record<Lang, readonly string[]> => ({ en: forms, zh: forms });

const kinds = 'products|stocks|titles|orders|customers|coupons';
const listed = 'products|orders|customers|coupons|requests';

export const commands = {
  init: {
    file: 'commands/init',
    about: { en: 'make a folder for a shop of your own', zh: '为自己的店铺建一个目录' },
    forms: {
      en: ['DIR [--name NAME] [--langs zh,en] [--flows all|NAME,NAME]'],
      zh: ['目录 [--name 店名] [--langs zh,en] [--flows all|流程名,流程名]'],
    },
    notes: {
      en: 'Makes settings, phrases, the flows of your choice (all unless given), and a place for pictures and data. What is there already is left as it is.',
      zh: '生成设置、自带用语、所选的流程（默认全部），以及放图片和数据的位置。已有的文件不会改动。',
    },
    anywhere: true,
  },
  start: {
    file: 'main',
    usesFlows: true,
    about: { en: 'open the shop: the program with all its channels', zh: '开店：启动程序和所有渠道' },
    forms: both(''),
    notes: {
      en: 'Settings are in the config file and in .env. Stop it with Ctrl+C or SIGTERM.',
      zh: '设置写在配置文件和 .env 里。用 Ctrl+C 或 SIGTERM 停止。',
    },
  },
  chat: {
    file: 'commands/chat',
    usesFlows: true,
    about: { en: 'talk to the flows as a customer, in the terminal', zh: '在终端里像顾客一样和流程对话' },
    forms: both('[--as NAME] [--locale zh|en] [--flows DIR] [--json]'),
  },
  flows: {
    file: 'commands/flows',
    about: { en: 'check the flows and play their transcripts', zh: '检查流程，运行对话测试' },
    forms: {
      en: ['[DIR] [--fix] [--confusions [--all]] [--shipped] [--lang zh]', 'list [DIR] [--lang zh]', '--update [--mine FILE] [--new FILE]', '--take NAME,NAME'],
      zh: [
        '[目录] [--fix] [--confusions [--all]] [--shipped] [--lang zh]',
        'list [目录] [--lang zh]',
        '--update [--mine 文件] [--new 文件]',
        '--take 流程名,流程名',
      ],
    },
    notes: {
      en: `Checks the flows of DIR (./flows, or FLOWS_DIR) and plays their transcripts. --fix writes the repairs that are shown. --confusions shows which entries take each other's
questions, the 20 likeliest unless --all is given. list shows which flows are live (flows.use of the settings), and what each is for.
In a folder of your own: --shipped shows where the conversations that come with the program go otherwise with your changes; --update brings what a newer program changed into the
flows that you changed too (where both changed the same lines, --mine keeps yours and --new takes the program's); --take adds flows of the program that you do not have.`,
      zh: `检查目录（默认 ./flows 或 FLOWS_DIR）里的流程，并运行对话测试。--fix 会写入显示的修改建议。--confusions 显示哪些条目会互相抢问题，默认只列最可能的 20 处，加 --all 全部列出。list 列出哪些流程已启用（设置里的 flows.use）、各做什么。
在自己的店铺目录里：--shipped 显示程序自带的对话在您改动之后哪里不一样了；--update 把新版程序的改动合并到您改过的流程里（两边改了同一处时，--mine 保留您的，--new 采用程序的）；--take 添加您还没有的自带流程。`,
    },
  },
  understand: {
    file: 'commands/understand',
    usesFlows: true,
    about: { en: 'what a message would mean, and why', zh: '看一句话会被怎样理解、为什么' },
    forms: { en: ['"TEXT" [--state idle|menu] [--lang zh|en] [--dir DIR]'], zh: ['"内容" [--state idle|menu] [--lang zh|en] [--dir 目录]'] },
    notes: {
      en: 'Shows what a message would mean, and why. DIR is ./flows, or FLOWS_DIR.',
      zh: '显示这句话会被怎样理解、为什么。目录默认 ./flows 或 FLOWS_DIR。',
    },
  },
  shop: {
    file: 'commands/shop',
    about: { en: 'import, list, find and remove products, stock, orders, customers, coupons', zh: '导入、列出、查找、删除商品、库存、订单、顾客、优惠码' },
    forms: {
      en: [
        `import FILE [--kind ${kinds}] [--check] [--replace [--yes]] [--dates dmy|mdy] [--consent "WORDS"]`,
        `list ${listed} [--limit 50]`,
        `find ${listed} WORD`,
        `remove ${listed} ID ... --yes`,
      ],
      zh: [
        `import 文件 [--kind ${kinds}] [--check] [--replace [--yes]] [--dates dmy|mdy] [--consent "原话"]`,
        `list ${listed} [--limit 50]`,
        `find ${listed} 词`,
        `remove ${listed} 编号 ... --yes`,
      ],
    },
    notes: {
      en: `FILE is CSV or JSON; exports of shop systems are taken as they are, samples are in docs/examples/. --check only tells what would change; --replace also
removes the products or coupons that the file does not have, once you add --yes. DATA_DIR says where the data are (./data). The program may be running.`,
      zh: `文件是 CSV 或 JSON，店铺后台导出的文件可以直接用，样例见 docs/examples/。--check 只看会改什么；--replace 还会删除文件里没有的商品或优惠码，加 --yes 才执行。
数据目录由 DATA_DIR 指定（默认 ./data），程序运行时也可以用。`,
    },
  },
  contacts: {
    file: 'commands/contacts',
    about: {
      en: 'bring in people who agreed, save and count segments, show what people agreed to, export or erase one person',
      zh: '导入已同意的顾客、保存和统计人群、查看同意记录、导出或删除一位顾客的数据',
    },
    forms: {
      en: [
        'import FILE --consent "HOW AND WHEN THEY AGREED" [--check]',
        'segments',
        'segment NAME "CONDITION"',
        'count "CONDITION"',
        'consent ID',
        'consent export FILE',
        'export-person ID --out FILE.zip',
        'erase ID --yes',
      ],
      zh: [
        'import 文件 --consent "怎样、何时同意的" [--check]',
        'segments',
        'segment 名称 "条件"',
        'count "条件"',
        'consent 编号',
        'consent export 文件',
        'export-person 编号 --out 文件.zip',
        'erase 编号 --yes',
      ],
    },
    notes: {
      en: `FILE of import is CSV or JSON of customers; each of them gets a line in the ledger of consent with these words, the file and the row. Who opted out stays so.
The export is JSON when FILE ends in .json, else CSV. export-person writes everything that is kept of one person, with a page to read. The program may be
running; for erase it has to.`,
      zh: `导入的文件是顾客的 CSV 或 JSON；每位顾客都会记一条同意记录，写明这段话、文件和行号。已退订的仍按退订处理。
导出文件名以 .json 结尾时是 JSON，否则是 CSV。export-person 导出一位顾客的全部数据，附可以直接看的网页。程序运行时也可以用；erase 必须在程序运行时用。`,
    },
  },
  broadcast: {
    file: 'commands/broadcast',
    about: { en: 'write to everybody who agreed: prepare, send, pause, see what came of it', zh: '群发给同意接收的顾客：准备、发送、暂停、看结果' },
    forms: {
      en: [
        'create FILE.yaml',
        'list',
        'preview ID',
        'test ID ADDRESS',
        'start ID',
        'pause ID',
        'resume ID [--only pending,failed]',
        'retry ID',
        'stop ID',
        'delete ID',
        'report ID [--json]',
        'not-sent ID FILE.csv',
      ],
      zh: [
        'create 文件.yaml',
        'list',
        'preview 编号',
        'test 编号 地址',
        'start 编号',
        'pause 编号',
        'resume 编号 [--only pending,failed]',
        'retry 编号',
        'stop 编号',
        'delete 编号',
        'report 编号 [--json]',
        'not-sent 编号 文件.csv',
      ],
    },
    notes: {
      en: 'Asks the running program. create prints the id. ADDRESS is a conversation, for example telegram:main:42. start shows the progress in a terminal; Ctrl+C leaves it, and the broadcast goes on.',
      zh: '需要程序正在运行。create 会输出编号。地址是会话，例如 telegram:main:42。start 在终端里显示进度，按 Ctrl+C 离开不影响发送。',
    },
  },
  keys: {
    file: 'commands/keys',
    about: { en: 'make, list and take away keys of the API, for scripts and assistants', zh: '创建、列出、删除 API 密钥，供脚本和智能助手使用' },
    forms: {
      en: ['create NAME --scopes SCOPE,SCOPE [--days 90]', 'list', 'revoke ID'],
      zh: ['create 名称 --scopes 权限,权限 [--days 90]', 'list', 'revoke 编号'],
    },
    notes: {
      en: 'Asks the running program. SCOPE is read (looks at everything), write (changes everything but team and settings), or one of a kind, such as inbox:read or flows:write. The key is shown once.',
      zh: '需要程序正在运行。权限可以是 read（查看全部）、write（除团队和设置外都能改），或其中一项，例如 inbox:read、flows:write。密钥只显示一次。',
    },
  },
  mcp: {
    file: 'commands/mcp',
    about: { en: 'tools for an assistant on this machine, by the Model Context Protocol', zh: '让本机的智能助手通过 MCP 协议使用店铺工具' },
    forms: both(''),
    notes: {
      en: 'Speaks by stdin and stdout with the assistant that starts it, and asks the running program with the key in API_KEY. Over the network the same tools are at /mcp.',
      zh: '由智能助手启动，通过标准输入输出通信，用 API_KEY 里的密钥访问正在运行的程序。网络上同样的工具在 /mcp。',
    },
  },
  report: {
    file: 'commands/report',
    about: { en: 'what it earned: conversations, orders, satisfaction, cost', zh: '效果报表：对话、订单、满意度、花费' },
    forms: {
      en: ['[overview|flows|channels|campaigns|orders|csat|proactive] [--from DAY] [--to DAY] [--by day|flow|channel|campaign] [--csv FILE] [--lang zh|en]'],
      zh: ['[overview|flows|channels|campaigns|orders|csat|proactive] [--from 日期] [--to 日期] [--by day|flow|channel|campaign] [--csv 文件] [--lang zh|en]'],
    },
    notes: {
      en: 'Asks the running program. DAY is written as 2026-11-30, in the zone of the shop; the last 30 days unless given. In a pipe it writes plain lines, with tabs between the fields.',
      zh: '需要程序正在运行。日期写成 2026-11-30，按店铺时区；不写则为最近 30 天。接管道时输出纯文本行，字段之间用制表符。',
    },
  },
  coupons: {
    file: 'commands/coupons',
    about: { en: 'rules of coupons, one more for a customer, and taking one back', zh: '优惠券规则、给顾客补发一张、作废一张' },
    forms: {
      en: ['rules', 'list [--limit 50]', 'issue RULE CUSTOMER KEY', 'void CODE'],
      zh: ['rules', 'list [--limit 50]', 'issue 规则 顾客编号 事由', 'void 优惠码'],
    },
    notes: {
      en: 'Asks the running program. Rules stand under coupons in the settings. KEY is what it is for, such as a ticket: the same one again gives the same coupon.',
      zh: '需要程序正在运行。规则写在设置的 coupons 里。事由例如工单号：同一事由再发一次得到同一张券。',
    },
  },
  links: {
    file: 'commands/links',
    about: { en: 'links and QR codes by which customers come, with their source', zh: '渠道活码：带来源的链接和二维码' },
    forms: {
      en: ['make SOURCE --channel telegram [--name NAME] [--svg FILE]', 'list', 'show ID', 'remove ID'],
      zh: ['make 来源 --channel telegram [--name 名称] [--svg 文件]', 'list', 'show 编号', 'remove 编号'],
    },
    notes: {
      en: 'Asks the running program. The channel is telegram, whatsapp-cloud, wechat-official, wecom or webchat, with :ACCOUNT for another account than main. show also tells how many came.',
      zh: '需要程序正在运行。渠道是 telegram、whatsapp-cloud、wechat-official、wecom 或 webchat，不是 main 账号时写成 渠道:账号。show 还会显示来了多少人。',
    },
  },
  backup: {
    file: 'commands/backup',
    about: { en: 'copy the data while the program runs, and bring them back', zh: '备份数据（程序运行时也可以），以及恢复' },
    forms: { en: ['FILE', '--restore FILE [--force]'], zh: ['文件', '--restore 文件 [--force]'] },
    notes: { en: 'DATA_DIR says where the data are (./data).', zh: '数据目录由 DATA_DIR 指定（默认 ./data）。' },
  },
  doctor: {
    file: 'commands/doctor',
    about: { en: 'what is missing before customers come, with the cure', zh: '检查正式营业前还缺什么、怎么补' },
    forms: both('[--online] [--lang zh|en]'),
    notes: {
      en: 'Looks at the settings, flows, data and backups of this folder. --online also asks whether PUBLIC_URL answers, and its certificate. Exit code 1 when something is missing.',
      zh: '检查本目录的设置、流程、数据和备份。--online 还会检查 PUBLIC_URL 能否访问、证书是否有效。有缺的项目时退出码为 1。',
    },
  },
  store: {
    file: 'commands/store',
    about: { en: 'move everything between the embedded database and MongoDB', zh: '在内置数据库和 MongoDB 之间搬迁全部数据' },
    forms: both('copy --from sqlite --to mongo', 'copy --from mongo --to sqlite'),
    notes: {
      en: 'DATA_DIR says where the SQLite data are (./data), MONGODB_URL where MongoDB is. Stop the program first.',
      zh: 'DATA_DIR 指定 SQLite 数据目录（默认 ./data），MONGODB_URL 指定 MongoDB。请先停止程序。',
    },
  },
} as const satisfies Record<string, Command>;

export type CommandName = keyof typeof commands;

/** Returns the command by name; undefined when there is none. */
export function commandOf(name: string): (Command & { name: CommandName }) | undefined {
  const found = Object.entries(commands).find(([known]) => known === name);
  return found ? { ...found[1], name: found[0] as CommandName } : undefined;
}

/** Returns a command as it is written where this runs: through npm in the program's own folder, through npx in a shop's. */
export function called(name: CommandName, words = '', inClone = process.cwd() === root.replace(/[\\/]$/, '')): string {
  if (!inClone || name === 'init') return `npx zhanggui ${name}${words ? ` ${words}` : ''}`;
  if (name === 'start') return 'npm start';
  return `npm run ${name}${words ? ` -- ${words}` : ''}`;
}

/** Returns the usage of a command: all its forms and what they do. */
export function usage(name: CommandName, lang: Lang): string {
  const { forms, notes }: Command = commands[name];
  return [...forms[lang].map((form) => called(name, form)), ...(notes ? [notes[lang]] : [])].join('\n');
}

/** Returns the help of `npx zhanggui`: all commands, a line each. */
export function help(lang: Lang): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const [head, foot] =
    lang === 'zh'
      ? ['用法：npx zhanggui 命令 [参数]', '某个命令怎么用：npx zhanggui help 命令']
      : ['Usage: npx zhanggui COMMAND [...]', 'How a command is used: npx zhanggui help COMMAND'];
  return [head, '', ...Object.entries(commands).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about[lang]}`), '', foot].join('\n');
}
