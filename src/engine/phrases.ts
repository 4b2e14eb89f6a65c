/** What the engine says by itself, in the languages that it speaks; other languages get English. */

interface Phrase {
  zh: string;
  en: string;
}

const phrases = {
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  more: { zh: '更多', en: 'More' },
  skip: { zh: '跳过', en: 'Skip' },
  person: { zh: '转人工', en: 'Talk to a person' },
  something_else: { zh: '都不是', en: 'Something else' },
  retry_now: { zh: '再试一次', en: 'Try again' },

  pick_one: { zh: '请从下面选一项：', en: 'Please pick one of these:' },
  pick_several: { zh: '请从下面选，可以多选，例如“1、3”：', en: 'Please pick from these; several are fine, for example “1, 3”:' },
  pick_at_most: { zh: '最多可以选 {max} 项，请再选一次：', en: 'You can pick up to {max}. Please choose again:' },
  pick_at_least: { zh: '请至少选 {min} 项：', en: 'Please pick at least {min}:' },
  more_options: { zh: '还有这些：', en: 'Here are more:' },
  yes_or_no: { zh: '请回答“是”或“否”。', en: 'Please answer yes or no.' },

  not_text: { zh: '请用文字回复。', en: 'Please answer in words.' },
  not_number: { zh: '没看懂数字，请回复一个数，例如 2。', en: 'I could not find a number in that. For example: 2' },
  which_number: { zh: '是 {first} 还是 {last}？请只回复一个数。', en: 'Is it {first} or {last}? Just one number, please.' },
  exact_number: { zh: '请给一个确切的数字，例如 3。', en: 'Please give me one exact number, for example 3.' },
  exact_amount: { zh: '请给一个确切的金额，例如 199。', en: 'Please give me one exact amount, for example 199.' },
  not_money: { zh: '没看懂金额，请这样写：199 或 199.50。', en: 'I could not find an amount in that. For example: 199 or 199.50' },
  not_date: { zh: '没看懂日期，请这样写：明天、下周三或 5月20日。', en: 'I could not find a date in that. For example: tomorrow, next Wednesday or 20 May' },
  not_time: { zh: '没看懂时间，请这样写：下午3点半 或 15:30。', en: 'I could not find a time in that. For example: 3:30 pm or 15:30' },
  not_email: { zh: '这个邮箱好像不对，请检查一下，例如 name@example.com。', en: 'That does not look like an e-mail address. For example: name@example.com' },
  not_phone: { zh: '这个电话号码好像不对，请检查一下。', en: 'That does not look like a phone number. Please check it.' },
  not_order_number: {
    zh: '没看到订单号，一般是字母加数字，例如 SO-12345。',
    en: 'I could not find an order number in that. It is usually letters and digits, for example SO-12345',
  },
  not_address: { zh: '地址好像不完整，请写到街道和门牌号。', en: 'That address looks incomplete. Please include the street and number.' },
  not_place: { zh: '请发送位置。', en: 'Please send your location.' },
  not_photo: { zh: '请发一张照片。', en: 'Please send a photo.' },
  not_media: { zh: '请发照片、视频或文件。', en: 'Please send a photo, a video or a file.' },
  not_yes_no: { zh: '请回答“是”或“否”。', en: 'Please answer yes or no.' },
  not_fitting: { zh: '这个回答好像不合适，请再试一次。', en: 'That answer does not seem to fit. Please try again.' },
  not_score: { zh: '请回复 1 到 {scale} 之间的数字。', en: 'Please answer with a number from 1 to {scale}.' },
  which_field: { zh: '请问要改哪一项？', en: 'Which one would you like to change?' },

  cancelled: { zh: '好的，已取消。', en: 'All right, cancelled.' },
  cancel_sure: { zh: '确定取消吗？前面填的内容不会保留。', en: 'Cancel this? Your answers so far will not be kept.' },
  not_cancelled: { zh: '好的，我们继续。', en: 'All right, let us go on.' },
  nothing_to_cancel: { zh: '现在没有进行中的事情。有什么可以帮您？', en: 'There is nothing to cancel right now. How can I help?' },
  cannot_go_back: { zh: '这一步已经办好，不能退回了。', en: 'That is already done, so I cannot go back beyond it.' },
  nothing_to_go_back: { zh: '已经是第一步了。', en: 'This is the first step already.' },
  corrected: { zh: '好的，已改为：{value}', en: 'All right, changed to: {value}' },
  change_it: { zh: '好的，我们来改。', en: 'All right, let us change that.' },
  nothing_to_skip: { zh: '这一步不能跳过。', en: 'This one cannot be skipped.' },
  why: { zh: '这是为您办理所需的信息，只用于这件事。', en: 'I need it to help you with this, and use it for nothing else.' },
  take_your_time: { zh: '不着急，您慢慢来。', en: 'Take your time.' },
  welcome: { zh: '不客气！', en: 'You are welcome!' },
  hello: { zh: '您好！', en: 'Hello!' },
  hello_help: { zh: '您好！有什么可以帮您？', en: 'Hello! How can I help?' },
  goodbye: { zh: '再见，祝您愉快！', en: 'Goodbye, and have a nice day!' },
  fine: { zh: '好的！', en: 'Great!' },

  we_were_at: { zh: '我们继续刚才的：', en: 'Back to where we were:' },
  finish_first: { zh: '我们先把这一步办完，然后马上看您的另一件事。', en: 'Let us finish this first; then I will help with that right away.' },
  one_by_one: { zh: '好的，一件一件来：先看“{first}”，随后看“{second}”。', en: 'One at a time: first “{first}”, then “{second}”.' },
  next_wish: { zh: '接下来看您刚才说的另一件事。', en: 'Now for the other thing that you mentioned.' },
  already_answered: { zh: '这个问题您已经回答过了。', en: 'You have already answered that one.' },
  button_gone: { zh: '这个按钮已经失效了。有什么可以帮您？', en: 'That button no longer works. How can I help?' },

  did_you_mean: { zh: '您是想问：', en: 'Did you mean:' },
  say_differently: { zh: '好的，请换个说法告诉我。', en: 'All right, please tell me in other words.' },
  not_understood: {
    zh: '抱歉，我没太明白。可以换个说法吗？回复“人工”可以找同事。',
    en: 'Sorry, I did not get that. Could you put it differently? Or reply “agent” for a person.',
  },
  not_understood_pick: {
    zh: '抱歉，这句我没太明白。换个说法告诉我，或者点下面的一项：',
    en: 'Sorry, I did not quite get that. Tell me in other words, or pick one of these:',
  },
  menu_default: { zh: '直接告诉我您想办的事就可以；回复“人工”可以找同事。', en: 'Just tell me what you need, or reply “agent” to talk to a person.' },
  ask_colleague: { zh: '抱歉，我还是没明白。要请同事来帮您吗？', en: 'Sorry, I still did not get that. Shall I ask a colleague?' },
  person_first: { zh: '今天我好像没帮上忙，直接请同事来好吗？', en: 'I have not been much help today. Shall I get a colleague for you?' },
  all_right_go_on: { zh: '好的，那请告诉我您需要什么。', en: 'All right. What can I do for you?' },

  handing_over: { zh: '好的，正在为您转接同事，请稍等。', en: 'A colleague will be with you shortly.' },
  handing_over_closed: {
    zh: '同事现在不在线，上班后会马上回复您，您可以先留言。',
    en: 'Our team is away right now and will answer as soon as we are back. You can leave your message here.',
  },
  colleague_reads: { zh: '收到，同事会看到您的这条消息。', en: 'Got it. A colleague will read this.' },
  still_waiting: {
    zh: '同事都在忙，已为您排队，会尽快在这里回复您。',
    en: 'Everyone is busy. You are in the queue and will get an answer here as soon as possible.',
  },

  reason_asked: { zh: '顾客要找人工', en: 'The customer asked for a person' },
  reason_lost: { zh: '机器人没听懂，顾客同意转人工', en: 'The bot did not understand; the customer agreed to a person' },
  reason_gave_up: { zh: '顾客在“{flow}”没能答上来', en: 'The customer got stuck at “{flow}”' },
  reason_failed: { zh: '“{flow}”出错后，顾客要找人工', en: 'Something went wrong at “{flow}” and the customer asked for a person' },
  reason_flow: { zh: '“{flow}”请人工接手', en: '“{flow}” hands over to a person' },
  reason_answer: { zh: '常见问题的答复请人工接手', en: 'An answer of the FAQ hands over to a person' },
  reason_said: { zh: '{reason}。最后一条消息：“{said}”', en: '{reason}. Last message: “{said}”' },

  opted_out: {
    zh: '已退订，不会再向您发送推广消息。您仍可随时来问我。',
    en: 'You are unsubscribed and will get no more promotions. You can still write to us any time.',
  },

  one_moment: { zh: '请稍等，正在为您查询。', en: 'One moment, I am looking into it.' },
  sorry_error: {
    zh: '抱歉，我们这边出了点问题。请稍后再试，或回复“人工”。',
    en: 'Sorry, something went wrong on our side. Please try again in a moment, or reply “agent”.',
  },
  sorry_unsure: {
    zh: '抱歉，系统没有及时回应，不确定是否办好。我已请同事核实。',
    en: 'Sorry, our system did not answer in time, so I cannot say whether that went through. I asked a colleague to check.',
  },
  sorry_changed: {
    zh: '抱歉，这项服务刚更新过，需要重新开始。请再告诉我您想办什么。',
    en: 'Sorry, this was just updated and has to start over. Please tell me again what you need.',
  },

  cannot_read: { zh: '抱歉，我还看不了{kind}，请用文字告诉我。', en: 'Sorry, I cannot read {kind} yet. Please tell me in words.' },
  got_it_text: { zh: '收到{kind}了。请用文字告诉我需要什么帮助。', en: 'I got your {kind}. Please tell me in words what you need.' },
} as const satisfies Record<string, Phrase>;

export type PhraseKey = keyof typeof phrases;

/** What customers call the things that a bot cannot read; by part type or by the channel's own word. */
const kinds: Record<string, Phrase & { one: string }> = {
  image: { zh: '图片', en: 'pictures', one: 'picture' },
  audio: { zh: '语音', en: 'voice messages', one: 'voice message' },
  video: { zh: '视频', en: 'videos', one: 'video' },
  file: { zh: '文件', en: 'files', one: 'file' },
  place: { zh: '位置', en: 'locations', one: 'location' },
  person: { zh: '名片', en: 'contact cards', one: 'contact card' },
  link: { zh: '链接', en: 'links', one: 'link' },
  product: { zh: '商品卡片', en: 'product cards', one: 'product card' },
  sticker: { zh: '表情', en: 'stickers', one: 'sticker' },
  poll: { zh: '投票', en: 'polls', one: 'poll' },
  other: { zh: '这种消息', en: 'messages of this kind', one: 'message' },
};

function inLang(phrase: Phrase, lang: string): string {
  return lang.startsWith('zh') ? phrase.zh : phrase.en;
}

/** A phrase in a language, with its `{name}` places filled; what customers wrote is filled in as it is. */
export function phrase(key: PhraseKey, lang: string, params: Record<string, string> = {}): string {
  return inLang(phrases[key], lang).replace(/\{(\w+)\}/g, (place, name: string) => (Object.hasOwn(params, name) ? (params[name] ?? place) : place));
}

/** The customers' word for a kind of message: for all of its kind, or for the one that came. */
export function kindName(kind: string, lang: string, one = false): string {
  const named = (Object.hasOwn(kinds, kind) ? kinds[kind] : undefined) ?? kinds.other;
  return named ? inLang(one ? { zh: named.zh, en: named.one } : named, lang) : kind;
}
