/** Greeting, thanks, apology, address and politeness around a wish: they are said, and they are no wish. */

export type Courtesy = 'greeting' | 'thanks' | 'apology' | 'farewell' | 'address' | 'polite' | 'face';

export interface Courteous {
  /** Courtesies around the wish. */
  courtesies: ReadonlySet<Courtesy>;
  /** The message without them, as it was written; empty when nothing else was said. */
  core: string;
}

/** End of a phrase in a language with spaces: at what is no letter, digit or apostrophe. */
const end = "(?![\\p{L}\\p{N}'’])";
const gap = '[\\s,，.。!！~～…、:：;；\\-–—]*';
const crowd = "(?: (?:there|all|again|everyone|everybody|team|guys|folks|sir|madam|mam|ma[’']?am|friend|dear|boss|seller|bro|mate|shop))*";

/** In front of a wish. The first that fits is taken away, again and again. */
const before: readonly (readonly [Courtesy, string])[] = [
  [
    'greeting',
    `(?:hi+|hii+|hel+o+|hallo|hullo|he+y+|hiya|heya|howdy|yo|greetings|g[’']?day|gm|good (?:morning|afternoon|evening|day)|(?:morning|evening)(?=\\s*[,.!]|$))(?! kitty)${crowd}${end}`,
  ],
  ['greeting', `how(?: are|['’]?re) (?:you|u)(?: (?:doing|today|all))*${end}`],
  ['greeting', `(?:is )?(?:anyone|anybody|someone|somebody)(?: (?:there|here|online|around))(?: (?:right now|now|today|at the moment|tonight))?${end}[?？]*`],
  ['greeting', '(?:您好|你好|妳好|哈[喽啰罗囉嘍]|哈+咯|嗨+|嘿+)(?![像久贵貴慢难難多烦煩坏壞惨慘吗嗎]|不好)[呀啊哇哦噢吖]*'],
  ['greeting', '(?:早上|上午|中午|下午|晚上|大家)好(?![像])[呀啊哇哦]*|早安|午安'],
  ['greeting', '(?:你们?|您|老板|客服|店家|掌柜|卖家|亲|有人)?(?:现在|这会儿|还)?(?:在不在|在[吗么嘛嗎吧麽]|有人[吗么嘛在嗎]+|在线[吗么])[呀啊的]*[?？]*'],
  ['address', `dear(?: (?:sir(?: ?(?:or|/|and) ?madam)?|madam|team|seller|shop|support|customer service|friend|all))?${end}`],
  ['address', `(?:sir|madam|ma[’']?am|bro|mate|dude|guys|team|boss|friend|my friend)(?=\\s*[,.!])`],
  [
    'address',
    '(?:亲亲?|親|亲爱的|老板娘?|老闆娘?|掌柜的?|店家|店主|卖家|賣家|客服|小姐姐|小哥哥|美女|帅哥|小二|朋友|宝子?|姐妹|大哥|大姐)(?=[\\s,，.。!！~～、:：]|您好|你好|在)',
  ],
  ['address', '(?:亲亲?|老板娘?|老闆|掌柜的?|店家|店主|卖家|小姐姐|美女|帅哥)(?=我|你|您|请|請|这|這|那|能|可以|有没|帮|幫|麻烦|什么|多少|怎|想|要|现在)'],
  [
    'thanks',
    `(?:thanks?(?: ?(?:you+|u+))?|thanx|thx|tks|tysm|ty|cheers)(?: (?:so much|very much|a lot|again|in advance|for [^,.!?;\\n]{1,40}))*(?=\\s*(?:[,.!;\\n]|$| (?:and|but|also)${end}))`,
  ],
  ['thanks', '(?:谢谢|謝謝|多谢|多謝|感谢|感謝|谢了|辛苦了)(?:你们?|您|亲|老板|啦|了|哈|哦|呀|啊)*(?=[\\s,，.。!！~～;；、]|$)'],
  [
    'apology',
    `(?:(?:i['’]?m |i am )?(?:so |very |really )?sorry|apologies|my apologies)(?: (?:to (?:bother|disturb|trouble) (?:you|u)|for (?:bothering|disturbing|the trouble|the late reply|my (?:bad )?english)|again))*${end}`,
  ],
  ['apology', '(?:不好意思|抱歉|对不起|對不起|打扰(?:一下|了|您了|你了)?|打擾(?:一下|了)?)(?:哈|啊|呀|哦)*'],
  [
    'polite',
    `(?:please|pls+|plz+|plss|kindly|excuse me|pardon me|um+|uh+m*|er+m*|well|so(?!\\s*[-–—_#]?\\s*\\d)|ok(?:ay)?|oh|hmm+|yeah so|quick question|a question|question|just wondering|i was wondering(?: if)?)${end}`,
  ],
  [
    'polite',
    '(?:请问(?:一下|下)?|請問(?:一下|下)?|(?:我)?(?:想|要)?(?:请)?(?:问|問)(?:一下|下|个问题|你们?一下|您一下)|请教(?:一下|下)?|咨询(?:一下|下)|諮詢一下|劳驾|勞駕|那个|嗯+|呃+|额+|噢|喔|麻烦(?:你|您)?(?:了)?(?:一下)?(?=[\\s,，.。!！~～]|帮|幫|问|查|看|给|把|转))',
  ],
];

/** Behind a wish. */
const after: readonly (readonly [Courtesy, string])[] = [
  [
    'thanks',
    `(?:(?:many |big )?thanks?(?: ?(?:you+|u+))?|thanx|thx|tks|tysm|ty|cheers|appreciate it|much appreciated|che{3,}rs|thank(?:s| ?you)+ ?[啦哈啊呀哦~～]+)(?: (?:so much|very much|a lot|again|in advance|guys|all|team|sir|madam|mate|bro|dear|for (?:your|the) (?:help|time)))*`,
  ],
  ['thanks', '(?:谢谢|謝謝|多谢|多謝|感谢|感謝|谢了|谢啦|辛苦(?:了|啦|您了|你了)|3q|thx)(?:你们?|您|亲|老板|啦|了|哈|哦|呀|啊)*'],
  ['polite', '(?:please|pls+|plz+|kindly|if you can|if possible|asap please)'],
  ['polite', '(?:麻烦(?:了|你了|您了|啦|一下)|麻煩(?:了|您了|你了)|拜托(?:了|啦|你了|您了)?|拜託(?:了)?)'],
  ['greeting', '(?:在[吗么嘛嗎]|在不在|有人[吗嗎在]+|您好|你好|hello|hi|hey)[呀啊]*'],
  ['address', "(?:sir|madam|ma[’']?am|mate|bro|guys|boss|dear)"],
  ['address', '(?:亲亲?|老板|老闆|掌柜的?)'],
  [
    'farewell',
    '(?:(?:talk|speak|see you|chat|catch you|ttyl)(?: to you)?(?: again)? (?:later|soon|tomorrow)|bye(?: bye)?|goodbye|good night|have a (?:nice|good|great) day|best regards|kind regards|regards|拜拜|再见|再見|晚安|(?:那|那就)?(?:明天|改天|下次|回头|晚点|以后)再(?:说|聊|联系|来)(?:吧|啦|哈)?)',
  ],
  ['apology', '(?:sorry(?: (?:to bother you|for (?:bothering|the trouble)))?|不好意思|抱歉|打扰了|打擾了)'],
];

/** WeChat's faces as text (`[微笑]`, `[Smile]`, `/::)`), at either end. */
const face =
  '(?:\\[(?:[\\p{Script=Han}]{1,4}|[A-Z][A-Za-z]{1,12})\\]|/:[:a-z@#$&*()<>!?|\\-+~,.\'"\\\\]{1,9}|[\\p{Extended_Pictographic}\\u{1F3FB}-\\u{1F3FF}\\u200d\\ufe0f\\u{1F1E6}-\\u{1F1FF}]+|[:;=]-?[)D(P]|\\^_?\\^|orz)';
const faceFirst = new RegExp(`^${face}${gap}`, 'u');
const faceLast = new RegExp(`${gap}${face}$`, 'u');

const leading: readonly (readonly [Courtesy, RegExp])[] = [
  ['face', faceFirst],
  ...before.map(([kind, source]) => [kind, new RegExp(`^(?:${source})${gap}`, 'iu')] as const),
];
/** In a script with spaces a word begins after what is no letter. */
const trailing: readonly (readonly [Courtesy, RegExp])[] = [
  ['face', faceLast],
  ...after.map(([kind, source]) => [kind, new RegExp(`(?:^|${gap}(?<![\\p{Script=Latin}\\p{N}]))(?:${source})[\\s,，.。!！~～]*$`, 'iu')] as const),
];

/** Courtesies at one end, one after the other; then the other end, and this one again. */
const most = 12;
const passes = 3;
/** The longest end of a message that is looked at for one, UTF-16 code units. */
const reach = 80;

/** Takes what the patterns say from one end of the text, again and again. */
function strip(text: string, patterns: readonly (readonly [Courtesy, RegExp])[], end: 'first' | 'last', found: Set<Courtesy>): string {
  let left = text;
  for (let round = 0; round < most && left !== ''; round++) {
    const near = end === 'first' ? left.slice(0, reach) : left.slice(-reach);
    const next = patterns.find(([, pattern]) => pattern.test(near));
    if (!next) return left;
    found.add(next[0]);
    const rest = near.replace(next[1], '');
    left = (end === 'first' ? rest + left.slice(reach) : left.slice(0, -reach) + rest).trim();
  }
  return left;
}

/**
 * Takes greeting, thanks, apology, address, politeness and faces from both ends of a message. "Hi, where is my order? Thanks!" leaves
 * "where is my order?"; "Hello" leaves nothing. What stands in the middle stays, and so does a face that is all of an answer's words.
 */
export function courteous(text: string): Courteous {
  const found = new Set<Courtesy>();
  let left = text.trim();
  for (let pass = 0, before = ''; pass < passes && before !== left && left !== ''; pass++) {
    before = left;
    left = strip(left, leading, 'first', found);
    left = strip(left, trailing, 'last', found);
  }
  return { courtesies: found, core: /[\p{L}\p{N}]/u.test(left) ? left : '' };
}
