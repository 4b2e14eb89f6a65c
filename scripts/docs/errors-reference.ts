/** The page of error codes: what each means, from src/errors.ts, and what a merchant does about it. */
import { type ErrorCode, errorTexts, sendErrors } from '../../src/errors.ts';

type Lang = 'en' | 'zh';
type Words = Readonly<Record<Lang, string>>;

const nothingToDo: Words = { en: 'Nothing: it is tried again by itself.', zh: '不用管，程序会自动重试。' };

/** Advice on what to do, for each code. */
export const advice: Readonly<Record<ErrorCode, Words>> = {
  rate_limited: {
    en: 'Nothing: the program slows down by itself.',
    zh: '不用管，程序会自动放慢。',
  },
  network: {
    en: 'Nothing while it passes. If it lasts, check that this machine reaches the provider: firewall, proxy, DNS.',
    zh: '短时间不用管。一直出现的话，请检查这台机器能否访问平台：防火墙、代理、DNS。',
  },
  timeout: nothingToDo,
  provider: { en: 'Nothing while it passes. If it lasts, look at the status page of the provider.', zh: '短时间不用管。一直出现的话，请看平台的服务状态页。' },
  unauthorized: {
    en: 'Copy the token anew from the provider into `.env`, then start the program again. `GET /api/channels` shows whether it works.',
    zh: '到平台重新复制令牌，写进 `.env`，再重新启动程序。`GET /api/channels` 里能看到是否恢复。',
  },
  blocked: { en: 'Nothing: the customer does not want to hear from you here.', zh: '不用做什么：顾客不想在这里收到您的消息。' },
  unreachable: {
    en: 'Check the address. On most channels a customer must have written first.',
    zh: '请核对地址。大多数渠道要求顾客先发过消息。',
  },
  window_closed: {
    en: 'Add `template:` to the step and name the template under `templates` in the config file: it then goes out as the template, or waits up to 24 hours where the channel has none. Without a template, send it again once the customer has written (`POST /api/outbox/ID/resend`).',
    zh: '给这一步加上 `template:`，并在配置文件的 `templates` 里写好模板：之后按模板发出；渠道没有这个模板时最多等 24 小时。没写模板的，等顾客再次发来消息后重发（`POST /api/outbox/ID/resend`）。',
  },
  template_refused: {
    en: 'Compare name, language and variables of the template under `templates` with the list of the provider (`GET /api/channels/ID/templates`).',
    zh: '把 `templates` 里模板的名称、语言和变量，与平台上的模板列表核对（`GET /api/channels/ID/templates`）。',
  },
  marketing_limited: { en: 'Nothing: send this customer the next promotion on another day.', zh: '不用管：下次推广改天再发给这位顾客。' },
  marketing_refused: {
    en: 'Nothing: the refusal is noted as an opt-out. Replies and service messages still go out.',
    zh: '不用管：已记为退订。回复和服务消息照常发送。',
  },
  spam_limited: {
    en: 'Send fewer promotions, and only to customers who agreed. The limit ends by itself.',
    zh: '少发推广，只发给同意接收的顾客。限制会自动解除。',
  },
  quota: { en: 'Wait until the quota is renewed, or buy a larger one from the provider.', zh: '等配额恢复，或向平台购买更大的配额。' },
  promotions_off: {
    en: 'Read the state of the channel (`GET /api/channels`) and change what it names at the provider.',
    zh: '查看渠道状态（`GET /api/channels`），按提示到平台上修改。',
  },
  rejected: {
    en: 'Read `detail`, change the message or the flow, then send it again (`POST /api/outbox/ID/resend`).',
    zh: '看 `detail`，改好消息或流程后重发（`POST /api/outbox/ID/resend`）。',
  },
  too_large: { en: 'Make the file smaller, or send a link to it.', zh: '把文件压缩小一些，或改发链接。' },
  media_unavailable: {
    en: 'Open the address in a private window. If it does not show the file, upload it anew or correct the link.',
    zh: '在浏览器的无痕窗口里打开这个网址；打不开就重新上传，或改正链接。',
  },
  not_running: {
    en: 'Read the state of the channel (`GET /api/channels`), repair what it names, then restart it (`POST /api/channels/ID/restart`).',
    zh: '查看渠道状态（`GET /api/channels`），解决其中指出的问题，再重启渠道（`POST /api/channels/ID/restart`）。',
  },
  gave_up: {
    en: 'Repair the channel, then send the message again if it is still of use (`POST /api/outbox/ID/resend`).',
    zh: '先把渠道修好；消息如果还有用，再重发（`POST /api/outbox/ID/resend`）。',
  },
  in_doubt: {
    en: 'Look at the provider whether the customer has it; if not, send it again.',
    zh: '到平台上看顾客收到没有；没收到再重发。',
  },
  no_consent: {
    en: 'Ask with a `consent` step before you send promotions. A service message needs none.',
    zh: '发推广之前先用 `consent` 步骤征得同意。服务消息不需要。',
  },
  opted_out: { en: 'Nothing: only the customer can take this back.', zh: '不用管：只有顾客本人能恢复接收。' },
  quiet_hours: { en: 'Nothing: it goes out in the morning.', zh: '不用管：早上会自动发出。' },
  frequency_cap: {
    en: 'Nothing. `promotions.at_most` and `promotions.per` set the cap.',
    zh: '不用管。上限由 `promotions.at_most` 和 `promotions.per` 设定。',
  },
  broadcast_rests: { en: 'Resume the broadcast when it shall go on, or stop it.', zh: '需要继续时恢复群发，否则停止它。' },
  superseded: { en: 'Nothing: the message would not be right any more.', zh: '不用管：这条消息已经不合适了。' },
};

const words = {
  en: {
    page: `# Errors

Why a message was held or did not go out. The code is in \`reason.code\` of \`GET /api/outbox\`, in \`/readyz\` and in the metrics; \`detail\` beside it is in
the provider's own words. How to list such messages and send them again: [operations](operations.md#messages-that-did-not-go-out). A channel maps what its provider answers to one of these codes
in its \`failure.ts\`. What is tried again by itself is given up after 24 hours, or after 10 tries that may have arrived or that the provider failed while it took others (\`gave_up\`). A promotion that may have arrived already is not tried again (\`in_doubt\`).`,
    send: '## From sending',
    sendAbout: 'What came of handing the message to the provider.',
    gate: '## Before sending',
    gateAbout: 'Why a message may not go out now. Checked at the moment of sending.',
    head: ['code', 'means', 'tried again by itself', 'what to do'],
    yes: 'yes',
    no: 'no',
  },
  zh: {
    page: `# 错误码

消息为什么暂缓、为什么没有发出。错误码在 \`GET /api/outbox\` 的 \`reason.code\` 里，也在 \`/readyz\` 和指标里；旁边的 \`detail\` 是平台的原话。
怎样列出这些消息并重发，见[运维手册](operations.zh-CN.md#没发出去的消息)。各渠道在自己的 \`failure.ts\` 里，把平台的答复对应到这里的一个错误码。
自动重试满 24 小时，或有 10 次可能已送达、或平台在正常接收其他消息时仍然出错，就放弃（\`gave_up\`）。可能已经送达的推广不会自动重试（\`in_doubt\`）。`,
    send: '## 发送时',
    sendAbout: '把消息交给平台之后的结果。',
    gate: '## 发送前',
    gateAbout: '消息现在为什么不能发。在发送的那一刻检查。',
    head: ['错误码', '含义', '自动重试', '怎么办'],
    yes: '是',
    no: '否',
  },
} as const;

/** Returns the page in a language. */
export function errorsReference(lang: Lang): string {
  const w = words[lang];
  const codes = Object.keys(advice) as ErrorCode[];
  const table = (wanted: boolean): string => {
    const rows = codes
      .filter((code) => Object.hasOwn(sendErrors, code) === wanted)
      .map((code) => `| \`${code}\` | ${errorTexts[code][lang]} | ${errorTexts[code].retryable ? w.yes : w.no} | ${advice[code][lang]} |`);
    return [`| ${w.head.join(' | ')} |`, `|${w.head.map(() => '---|').join('')}`, ...rows].join('\n');
  };
  return `${w.page}\n\n${w.send}\n${w.sendAbout}\n\n${table(true)}\n\n${w.gate}\n${w.gateAbout}\n\n${table(false)}\n`;
}
