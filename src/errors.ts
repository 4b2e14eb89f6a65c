/** Every error code once: what a merchant reads, and whether trying again can help. */

export interface ErrorText {
  retryable: boolean;
  en: string;
  zh: string;
}

/** Errors of sending. What a provider answers is mapped to one of these by its channel. */
export const sendErrors = {
  rate_limited: { retryable: true, en: 'The channel asked us to slow down; sent later.', zh: '渠道要求放慢速度，稍后再发。' },
  network: { retryable: true, en: 'The channel could not be reached.', zh: '连接不上渠道。' },
  timeout: { retryable: true, en: 'The channel did not answer in time; the message may have arrived.', zh: '渠道没有及时回应，消息可能已送达。' },
  provider: { retryable: true, en: 'The channel had an error of its own.', zh: '渠道自身出错。' },
  unauthorized: { retryable: false, en: 'The channel refused our token. Check the key in the environment.', zh: '渠道拒绝了令牌，请检查环境变量里的密钥。' },
  blocked: { retryable: false, en: 'The customer blocked the shop or left.', zh: '顾客已拉黑或离开。' },
  unreachable: { retryable: false, en: 'The customer cannot be reached here.', zh: '在这里联系不上该顾客。' },
  window_closed: {
    retryable: false,
    en: 'The reply window is closed; only a template may be sent. Give the step a template, or wait until the customer writes.',
    zh: '回复时限已过，只能发送模板消息。请给这一步配上模板，或等顾客再次发来消息。',
  },
  template_refused: {
    retryable: false,
    en: 'The provider does not have this template, has paused it, or its variables do not fit. Compare its name, language and variables with the provider’s list.',
    zh: '平台没有这个模板、模板已暂停，或变量对不上。请对照平台上的名称、语言和变量。',
  },
  marketing_limited: { retryable: false, en: 'The provider limits promotions to this customer today.', zh: '平台今天限制向该顾客发送推广。' },
  marketing_refused: { retryable: false, en: 'The customer refused promotions at the provider.', zh: '顾客已在平台上拒收推广。' },
  spam_limited: {
    retryable: true,
    en: 'The provider slows the account down because customers complained. Send fewer promotions for a while.',
    zh: '因有顾客投诉，平台限制了该账号的发送。近期请少发推广。',
  },
  quota: { retryable: true, en: 'The quota of the channel is used up for now.', zh: '渠道当前的配额已用完。' },
  promotions_off: {
    retryable: true,
    en: 'The provider takes no promotions of this account. The state of the channel tells what to change.',
    zh: '平台不接受该账号发送推广，需要改什么见渠道状态。',
  },
  rejected: { retryable: false, en: 'The channel refused the message. The detail tells why.', zh: '渠道拒绝了这条消息，原因见详情。' },
  too_large: {
    retryable: false,
    en: 'The file is too large for this channel. Send a smaller one, or a link to it.',
    zh: '文件超出该渠道的大小限制，请换小一些的文件，或改发链接。',
  },
  media_unavailable: {
    retryable: false,
    en: 'The file could not be fetched. Check that its address opens in a browser without logging in.',
    zh: '取不到这个文件，请确认不登录也能在浏览器里打开它的网址。',
  },
  not_running: {
    retryable: true,
    en: 'The channel is not connected. Its state, in the list of channels, tells why.',
    zh: '渠道未连接，原因见渠道列表里的状态。',
  },
  gave_up: {
    retryable: false,
    en: 'Could not be sent in time, or after several tries. It can be sent again once the channel works.',
    zh: '等待过久或多次尝试后仍未发出。渠道恢复后可以重发。',
  },
  in_doubt: {
    retryable: false,
    en: 'The program stopped while sending; it is not known whether it arrived. Look it up at the provider before sending it again.',
    zh: '发送途中程序中断，不确定是否送达。重发前请先到平台上核对。',
  },
} as const satisfies Record<string, ErrorText>;

/** Reasons why a message may not go out; checked at the moment of sending. */
const gateErrors = {
  no_consent: { retryable: false, en: 'The customer has not agreed to promotions.', zh: '顾客没有同意接收推广。' },
  opted_out: { retryable: false, en: 'The customer opted out.', zh: '顾客已退订。' },
  quiet_hours: { retryable: true, en: 'It is night for the customer; sent in the morning.', zh: '顾客所在地是夜间，早上再发。' },
  frequency_cap: { retryable: false, en: 'The customer got enough promotions lately.', zh: '顾客近期收到的推广已够多。' },
  broadcast_rests: { retryable: true, en: 'Its broadcast is paused; sent once it is resumed.', zh: '所属群发已暂停，恢复后再发。' },
  superseded: { retryable: false, en: 'No longer fitting: the flow that wrote it was stopped.', zh: '已不合时宜：对应流程已停止。' },
} as const satisfies Record<string, ErrorText>;

export const errorTexts = { ...sendErrors, ...gateErrors } as const;
export type ErrorCode = keyof typeof errorTexts;
