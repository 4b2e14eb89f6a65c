/** Words that work anywhere, as data. A message is one of them only when it is nothing else. */
import { praises } from './praise.ts';
import { smallTalk } from './small-talk-words.ts';
import { key } from './wording.ts';

export type GlobalCommand =
  | 'cancel'
  | 'back'
  | 'menu'
  | 'restart'
  | 'person'
  | 'moment'
  | 'repeat'
  | 'why'
  | 'skip'
  | 'more'
  | 'thanks'
  | 'hello'
  | 'bye'
  | 'fine'
  /** Nothing is wanted any more. */
  | 'settled'
  /** Somebody only looks around. */
  | 'browsing'
  | 'laugh';

const table: Record<GlobalCommand, string[]> = {
  cancel: [
    'cancel',
    'quit',
    'exit',
    'never mind',
    'nevermind',
    'nvm',
    'nm',
    'forget it',
    'cancel it',
    'cancel that',
    '取消',
    '算了',
    '不办了',
    '退出',
    '不弄了',
    '取消吧',
  ],
  back: ['back', 'go back', 'previous', 'undo', 'one step back', '上一步', '返回', '返回上一步', '退回', '回到上一步', '后退'],
  menu: ['menu', 'help', 'main menu', 'show menu', 'start', 'options', '帮助', '菜单', '主菜单', '功能', '目录'],
  restart: ['start over', 'restart', 'start again', 'reset', 'begin again', '重新开始', '重来', '从头开始', '重新来'],
  person: [
    'human',
    'agent',
    'person',
    'operator',
    'representative',
    'real person',
    'talk to a human',
    'talk to a person',
    'talk to an agent',
    'speak to a human',
    'speak to someone',
    'customer service',
    'live agent',
    '人工',
    '转人工',
    '客服',
    '人工客服',
    '真人',
    '找人工',
    '找客服',
    '转客服',
    '人工服务',
    '我要人工',
    '要人工',
  ],
  moment: [
    'one moment',
    'one moment please',
    'wait',
    'hold on',
    'one sec',
    'just a sec',
    'just a moment',
    'a moment',
    'give me a minute',
    'let me check',
    'brb',
    '等一下',
    '稍等',
    '等等',
    '等会',
    '等会儿',
    '等下',
    '等我一下',
    '我看看',
    '我找找',
    '稍等一下',
    '等一等',
  ],
  repeat: [
    'say again',
    'say that again',
    'repeat',
    'again',
    'pardon',
    'come again',
    'what',
    'what was that',
    'repeat please',
    '再说一遍',
    '再说一次',
    '重复一遍',
    '没听清',
    '没看清',
    '什么',
    '啥',
    '再发一遍',
    '再发一次',
  ],
  why: [
    'why',
    'why do you ask',
    'why do you need that',
    'why do you need it',
    'what for',
    'why do you need this',
    '为什么',
    '为啥',
    '干嘛用',
    '为什么要问',
    '为什么需要',
    '要这个干嘛',
    '为什么要这个',
    '干什么用',
  ],
  skip: ['skip', 'skip it', 'skip this', 'pass', 'next', '跳过', '略过', '不填', '不想说', '跳过吧', '下一个'],
  more: ['more', 'show more', 'next page', '更多', '还有吗', '下一页', '看更多', '还有呢'],
  thanks: [
    'thanks',
    'thank you',
    'thx',
    'ty',
    'thank you very much',
    'thanks a lot',
    'many thanks',
    'cheers',
    '谢谢',
    '谢谢你',
    '谢谢您',
    '多谢',
    '谢了',
    '感谢',
    '非常感谢',
    '3q',
    '谢谢啦',
    '🙏',
  ],
  hello: [
    'hi',
    'hello',
    'hey',
    'hi there',
    'hello there',
    'good morning',
    'good afternoon',
    'good evening',
    'anyone there',
    'are you there',
    'you there',
    'u there',
    'r u there',
    'are you still there',
    'are you online',
    'are you here',
    'is this working',
    'knock knock',
    '你好',
    '您好',
    '在吗',
    '在么',
    '嗨',
    '哈喽',
    '早上好',
    '下午好',
    '晚上好',
    '你好呀',
    '有人吗',
    '有没有人',
    '有没有人啊',
    '有没有人在',
    '在线吗',
    '人呢',
    '还在吗',
    '有人在线吗',
    '亲',
    '?',
    '??',
    '???',
    '❓',
    '❔',
    '👋',
  ],
  bye: [
    'bye',
    'goodbye',
    'bye bye',
    'see you',
    'good night',
    'talk later',
    'maybe later',
    'talk to you tomorrow',
    '再见',
    '拜拜',
    '晚安',
    '88',
    '明天再说',
    '那明天再说',
    '改天再说',
    '改天再聊',
    '下次再说',
    '回头再说',
    '晚点再说',
  ],
  fine: [
    'ok',
    'okay',
    'great',
    'good',
    'cool',
    'nice',
    'perfect',
    'got it',
    'alright',
    'all right',
    'k',
    'kk',
    "it's fine",
    'its fine',
    'no worries',
    'no problem',
    'np',
    'its ok',
    "it's ok",
    'ok cool',
    'okey',
    'okie',
    'sure',
    '嗯好',
    '好嘞',
    '好哒',
    'ok的',
    '了解',
    '了解了',
    '懂了',
    '哦',
    '哦哦',
    '好',
    '好的',
    '嗯',
    '嗯嗯',
    '知道了',
    '明白',
    '明白了',
    '收到',
    '可以',
    '行',
    '好吧',
    '好滴',
    '👍',
    '👌',
    '😊',
    '😄',
    '🙂',
    '❤',
  ],
  ...smallTalk,
};

const byKey = new Map<string, GlobalCommand>();
for (const wish of Object.keys(table) as GlobalCommand[]) for (const text of table[wish]) byKey.set(key(text), wish);
const longest = Math.max(...[...byKey.keys()].map((text) => text.length));

const polite = /^(please|pls|请|麻烦|那)\s*|\s*(please|pls|吧|了|啊|呀|哦|吗|谢谢)$/g;

/** "Never mind, I will keep it": giving up in other words than those of the table. What else is wanted in the same breath is no cancelling. */
const givingUp = [
  /^(?:那|还是)?算了(?:吧)?[,，。.!！\s]*(?:我|就|先|还是|那)*(?:不|别|没|下次|改天|以后|再说|回头|自己|再(?:看|想|考虑|说|等)|考虑|先这样)(?!.*(?:[能可]不?[能可以]|换).{0,8}[吗么不]).{0,12}$/,
  /^(?:never ?mind|nvm|nm|forget (?:it|about it))\b[,.!\s]*(?:i(?:['’]?ve)?\s+)?(?:just\s+|already\s+)?(?:found|got|see|saw|spotted|figured|sorted|worked|received)\b(?!.*\?).{0,25}$/i,
  /^(?:哦|啊|额|没事|不用|算了|[,，\s])*(?:我)?(?:自己)?(?:已经)?(?:找到|查到|看到|收到|拿到)(?:它|单号|快递|包裹|货)?了[,，\s]*(?:不用了?|没事了?|谢谢|哈|啊)*[。.!！~]*$/u,
  /^(?:never ?mind|forget (?:it|about it))\b[,.!\s]*(?:then|thanks|thank you|i(?:['’]ll| will| do not| don['’]t| changed my mind| am keeping)\b.{0,30}|(?:it['’]s|that['’]s) (?:fine|ok|okay))[.!]?$/i,
];

/** Looking around, in more words than those of the table. */
const lookingAround =
  /^(?:没事|没什么|我们?|就|先|那|再|只是|想|来|[,，\s])*(?:随便(?:看看|逛逛|看一看|瞧瞧|看)|(?:看看|逛逛)(?:而已|先)?)$|^(?:(?:no thanks?|no thank you|no|nothing|nah|nope|i ?am|i['’]?m|we['’]?re|here|oh|well)\b[,.\s]*)*(?:(?:just|only)(?: here)? (?:looking|browsing|having a look|checking things out)|browsing|looking around)(?: around| thanks| for now| at the moment| only| right now)*$/iu;

/** Laughter of any length. */
const laughing =
  /^(?:(?:a?ha){2,}h?|(?:哈{2,}|呵{2,}|嘿{2,}|嘻{2,})[,，\s]*(?:好的?|行|可以|嗯+|是的|没事|ok)[吧呀啊嘞的]*|(?:he){2,}|lo+l+|lmf?ao+|哈{2,}|呵{2,}|嘿{2,}|嘻{2,}|hh+|🤣+|😂+|😆+)[!！.。~～\s]*$/iu;

/** Questions about the question: what follows names the thing that was asked for. */
const wondering = /^(?:为什么|为啥|干嘛|干吗)(?:还)?(?:要|需要|问)|^why (?:do|would) you (?:need|want|ask)\b/i;

/** "Let me look for it": what is looked for may be named, an order that is to be looked up may not. */
const looking = [
  /^(?=.*[我等稍翻找再])(?:好的?|嗯+|哦|行|那|请)?[,，、\s]*(?:(?:请|麻烦)?(?:稍|等)(?:等|一|会|下|我|儿|候|片刻)*)?[,，、\s]*(?:让我|容我|我)?(?:先|得|去|来|要|再|正在|在)*(?:找|查|看|翻|问)(?:找|查|看|翻|一下|下|一找|一看|一查|一翻|问)*(?:订单号码?|单号|号码|邮件|邮箱|短信|手机|记录|聊天记录|截图|通知)?(?:一下|里|看)?[,，、\s]*(?:再|然后|回头|马上|一会儿?)?(?:发|告诉|回)?(?:给?你|您)?(?:说)?(?:[吧啊哈哦了呢]|谢谢)*[.。!！~～]*$/,
  /^(?:好的?|嗯+|哦)?[,，、\s]*(?:请|麻烦)?(?:稍|等)(?:等|一|会|下|我|儿|候|片刻)+(?:[吧啊哈哦]|谢谢)*[.。!！~～]*$/,
  /^(?:ok(?:ay)?|sure|yes|yeah|hmm+|um+|well|sorry|please)?[,.\s]*(?:let me|i(?:['’]?ll| will| need to| have to| must|['’]?m going to)|give me (?:a|one) (?:sec(?:ond)?|min(?:ute)?|moment)(?: to| while i)?|(?:wait|hold on|hang on|one (?:sec|moment|minute))[,.\s]+(?:let me|i(?:['’]?ll| will| need to| have to)|while i)) (?:just |quickly |first |go |try to |try and )*(?:look|check|find|see|search|dig|get|have a look|take a look|look it up|grab)(?: (?:it|that|for|it up|up|out|in|through|my|the|at|a|order|number|confirmation|e-?mails?|inbox|phone|messages?|text|receipt|first|real quick|quickly|please))*[.!…\s]*$/i,
  /^(?:ok(?:ay)?|sure|sorry|please|just)?[,.\s]*(?:hang on|hold on|bear with me|one (?:min(?:ute)?|moment|sec(?:ond)?)|(?:just )?a (?:min(?:ute)?|sec(?:ond)?)|give me (?:a|one) (?:sec(?:ond)?|min(?:ute)?|moment)|wait (?:a|one) (?:sec(?:ond)?|min(?:ute)?|moment))(?: please| pls)?[.!…\s]*$/i,
  /^(?:i(?:['’]?m| am) )?(?:still )?looking for (?:it|that|the number|my (?:order )?number|the (?:e-?)?mail)(?: now)?[.!…\s]*$/i,
];

/** Returns the wish that a whole message stands for, if any; politeness around it does not count. */
export function globalWish(text: string): GlobalCommand | undefined {
  if (text.length > longest * 2) return undefined;
  if (wondering.test(text.trim())) return 'why';
  if (laughing.test(text.trim())) return 'laugh';
  if (givingUp.some((words) => words.test(text.trim()))) return 'cancel';
  const whole = key(text);
  const found = byKey.get(whole);
  if (found) return found;
  if (looking.some((words) => words.test(text.trim()))) return 'moment';
  const plain = text.replace(/[\p{S}\p{Extended_Pictographic}.!。！~\s]+$/u, '').trim();
  if (lookingAround.test(plain)) return 'browsing';
  if (praises(plain)) return 'thanks';
  const bare = whole
    .replace(/ (?=\p{Script=Han})|(?<=\p{Script=Han}) /gu, '')
    .replace(polite, '')
    .trim();
  return bare === '' ? undefined : byKey.get(key(bare));
}
