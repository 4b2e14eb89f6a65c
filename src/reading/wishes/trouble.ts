/** Finds trouble with what was bought in a message: it is damaged or does not work, a part is missing or wrong, it has not come. */
import { plainly, sentences } from '../said-plainly.ts';

/** `damaged`: broken, spoilt, or does not work. `missing`: incomplete, or not what was ordered. `late`: it has not come yet. */
export const troubles = ['damaged', 'missing', 'late'] as const;
export type Trouble = (typeof troubles)[number];

const count = '(?:\\d+|[一二两三四五六七八九十几半]+)';
const span = `${count}(?:多)?(?:个)?(?:天|周|星期|礼拜|月)`;
const spans = '(?:\\d+|an?|one|two|three|four|five|six|several|many) (?:whole |more |working |business )?(?:days?|weeks?|months?)';

/** Words for things that are in a bad way, of any trade. */
const zh: Readonly<Record<Trouble, string>> = {
  damaged: [
    '[坏碎裂断破](?:了|掉|成|的(?!花))|(?:弄|摔|压|碰|磕|撞|挤|咬|用|全|都|就|是)[坏碎裂断破]|裂(?:开|缝|痕|纹|口)|断(?:裂|开)|破(?:损|裂|个?洞|了个洞)|有破?洞|脱(?:线|胶|皮)|开(?:线|胶|裂)',
    '塌(?:了|陷|下|掉)|关不[严紧]|掉毛(?:太|很|好|特别|严重)|缩水(?:了|成|得|严重)|起球(?:了|严重|得)|(?:洗|擦|散)不(?:掉|干净)|[咯吱嘎]{2,}(?:响|地?叫)|异响|淋(?:湿|雨了)|泡(?:水了|烂)|掉了一?[颗个根条粒]|变形|掉(?:了一?块|漆|色了|毛得|扣|皮|渣)|褪色了|生锈|氧化了|漏(?:水|液|油|气|电|墨|风|了)|渗(?:水|液|漏)|发霉|霉(?:了|点|味|变)|变质|馊了|受潮|结块|生虫|有虫|长虫|过期了',
    '异味|刺鼻|臭|怪味|味道不对|划痕|划伤|刮(?:花|痕|伤)|磕碰|压(?:扁|烂)|凹(?:了|陷|进|坑)|污渍|脏(?:了|的)|有瑕疵|瑕疵品|残次|次品|质量(?:有)?问题',
    '没(?:有)?(?:声音|反应|画面|信号)了?|不出(?:声|水|风|墨)|充不(?:进|上|了|满)|开不(?:了|开)?机|(?:打|拉|拧|掰)不开|连不上|(?:用|装|合|关|拼|插|扣)不(?:了|上|起来|进去)|不能用|没法用|(?:电池|电量|电)不耐用|不经用|(?:充|用)(?:一次|一会儿?|两下)(?:电)?(?:只能|就|才)?(?:用|没|坏)(?:了)?半?(?:天|小时|会)?|不(?:亮|响|转|通电|工作|制热|制冷|充电|好用)(?:了|$|啊|呀)',
    '失灵|死机|黑屏|花屏|闪屏|闪退|卡死|老是断|总是断|断断续续|出(?:问题|毛病|故障)|有(?:毛病|故障)|晃(?:动|得|来晃去|$|了|啊|呀|个不停)|摇晃|松(?:动|了|脱)|歪(?:了|的)|一股.{0,6}味',
  ].join('|'),
  missing:
    '(?<![放加喝用吃泡])少(?:了|发|寄|装|配|给)(?!点|些|钱|吗)|(?:少|缺)[一两三几](?!点|些)(?:个|件|根|条|包|只|瓶|盒|颗|套|块|双|张|把)?|缺(?:了|少|件|货了)|[漏忘](?:了?发|了?寄|了?装)|(?:里面|盒子里|箱子里|包裹里|袋子里).{0,4}(?:没有|没见|没放|是空的)|空盒|空包裹|(?:只|就)(?:收到|到|发|来)了?[一两三1-9]|(?:配件|零件|东西|货|螺丝)不(?:全|齐|够)|[发寄送拿配]错|(?:发|寄|送|收到|收|到|来)(?:过来|给我|到)?的(?:怎么|却|是|居然|竟然)*(?:不是|成了|变成)|(?:买|订|拍|要|下单)的(?:明明|明|本来)?是.{1,12}(?:发|寄|送|收到|来)(?:了|的|给我的?|过来的?|成)|(?:给我|却|怎么)(?:发|寄|送)(?:成|的是|来的是)|不是我(?:买|要|订|下单|拍)的|跟?(?:买|拍|图片|描述)的?(?:不一样|不符|对不上|差(?:好|太|很)[多大远]|相差)|货不对板',
  late: `还没(?:有)?(?:到|收到|发(?!票)|送|寄|动|见到|影|来)|没收到(?:货|快递|包裹|东西|我|订单|$)|怎么还(?:没|不)(?!回|说|理|接)|(?:迟迟|一直|始终)(?:没|不|未)(?!回|理|接)|(?:都|已经|等了|过了|超过|快)(?:都|快|已经|过去|过了|等了)*${span}(?:了|啦|还)|等(?:到|得)(?:花|猴|什么时候)|说好.{0,8}(?:到|送|发).{0,12}(?:都|还)|什么时候才|人影(?:都|也)?(?:没|不见)|不见人影|没人(?:来|送)|不发货|(?:停|卡)(?:在|了)${span}|(?:一直|老是?|总|就)(?:卡|停|趴)在(?!我|线)|(?:一直|老是?|总是?)(?:显示|写着?)?(?:运输|派送|揽收|在途|转运|中转)|(?:物流|快递|包裹|单号)(?:信息)?.{0,8}(?:不动|没动静|不更新|没更新|没变化|没有更新|停滞)`,
};

const en: Readonly<Record<Trouble, string>> = {
  damaged: [
    'broken?|broke|crack(?:ed|s in)|smashed|shattered|damaged|defective|faulty|malfunction(?:s|ing|ed)?|dead on arrival|(?:is|are|went|seems?|completely|already) dead|snapped|chipped|dented|bent|crushed|squashed|warped|torn|ripped',
    '(?:stopped|quit|not|isnt|arent|doesnt|dont|wont|never|no longer|barely|hardly) work(?:s|ed|ing)?(?! on (?!the (?:first|second|very)|day)| hours| with| for)|(?:wont|doesnt|does not|will not|cant|cannot) (?:turn on|switch on|charge|start|open|close|connect|pair|light up|hold|fit together)|(?:keeps?|kept) (?:dis[a-z]+|falling|breaking|crashing|turning off|switching off|dropping|wobbling|leaking|cutting)',
    'leak(?:s|ing|ed)|mou?ldy?|mildew|rotten|spoil(?:ed|t)|gone off|went off|rancid|stale|insects?|bugs in|(?:smells?|smelled|smelt|tastes?|tasted) (?:so |very |really |a bit |like )?(?:bad|weird|off|awful|terrible|strange|odd|mould|mold|funny|chemical|rotten)|stinks?|scratch(?:ed|es)|dents?|(?:a |have |has )?holes? in|stains?|stained|rust(?:y|ed)',
    'wobbl(?:y|es?|ing)|(?:fell|came|falling|coming|falls?) (?:off|apart|to pieces)|in pieces|peel(?:ing|ed)|shr[au]nk|(?:left|lying|standing|dumped)(?: \\w+){0,3} (?:out )?in the rain|soak(?:ed|ing)|(?:weird|strange|funny|loud|awful|grinding|clicking) (?:noises?|sounds?)|squeak(?:s|y|ing)|creak(?:s|y|ing)|collapsed|sagg?(?:s|ing|ed)|unravell?(?:ing|ed)|no sound|makes? a noise|died (?:after|on|within)|lid is off|(?:poor|bad|terrible) quality',
  ].join('|'),
  missing:
    'missing|only (?:\\d+|one|two|three|four|five|half|some)(?: out)? of (?:the |my |them |\\w+ ){1,3}(?:arrived|came|turned up|was|were)|(?:only|just) (?:got|received|came|found|sent)|(?:no|not any|wasnt any|isnt any|nothing) .{0,24}(?:in the (?:box|parcel|package|bag)|inside)|(?:came|arrived|delivered|shipped|sent) without|(?:forgot|didnt|did not|failed) (?:to )?(?:send|include|pack|put|add)|incomplete|empty (?:box|parcel|package)|(?:sent|got|received|delivered|is|its) (?:me )?(?:the |a )?wrong|wrong (?:item|article|product|colou?r|size|model|one|thing|goods|parcel|order|tea|phone|version)|you (?:sent|gave|shipped)(?: me)? (?:has|have|had|is|are|was|were|comes?|came)(?: with)? (?:the |a )?(?:wrong|different)|(?:got|received|sent me|came|delivered|getting) (?:an? |the )?(?:completely |totally |entirely )?(?:different|other) (?:\\w+ )?(?:than|from|to) (?:what )?i|different (?:\\w+ )?(?:than|from|to) (?:what )?i (?:ordered|bought|paid)|(?:isnt|not|wasnt) the (?:one|thing|item|\\w+) (?:that )?i (?:ordered|bought|paid|wanted)|not what i (?:ordered|bought|wanted|paid)|(?:different|differs|not the same) (?:from|than|to|as) (?:in |on )?(?:the|your) (?:photos?|pictures?|pics?|description|website|listing)|(?:not|nothing) (?:as|like) (?:it was |is |in )?(?:the )?(?:described|pictured|advertised|photos?|pictures?|description)|instead of the .{0,30} i (?:ordered|bought)',
  late: `still (?:no|not|hasnt|havent|isnt|waiting|nothing|never|didnt)|(?:hasnt|havent|has not|have not|not|never|didnt|did not) (?:yet |even )?(?:arrived?|come|came|ship(?:ped)?|been (?:shipped|delivered|sent)|received?|show(?:ed|n)? up|turned up|got(?:ten)? (?:it|my)|delivered)|(?:is|its|are|was|running|very|so|too|already) (?:very |so |too |\\d+ days? )?late|overdue|tak(?:es|ing|en) (?:forever|too long|so long|ages)|(?:supposed|meant) to (?:arrive|be here|come|be delivered|get here)|should have (?:arrived|been here|come|been delivered|got here)|been waiting|(?:tracking|parcel|package|shipment|order) (?:is |has been |was |still )*(?:stuck|not moving|not updated|not updating|frozen)|(?:tracking|parcel|package|shipment) (?:hasnt|has not|doesnt|does not|isnt|is not|not) (?:moved?|updated?|changed?|moving|updating)|no (?:movement|tracking updates?)|(?:its|it has|been|(?<!(?:came|come|went|gone|fell|started) \\w{1,16} )after|over|for) (?:been )?(?:over |almost |already |now )?${spans}(?: and| now| already| still|$)|${spans} (?:late|later|now|already|and)`,
};

/** Names a purchase of the speaker's own: "我上周买的", "the one I ordered on Monday". Beside a word of sending it is about that order. */
const bought = {
  zh: new RegExp(
    `(?:昨天|前天|昨晚|上周.?|上个?(?:星期|礼拜|月).?|${span}(?:前|以前)|周[一二三四五六日天]|\\d+号|早就|刚)(?:我)?(?:就)?(?:下的?单|买|拍|付的?款?|订|定)`,
  ),
  en: new RegExp(
    `\\bi (?:have )?(?:ordered|bought|paid|purchased|placed)\\b.*\\b(?:ago|last|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|since)\\b|\\b(?:ordered|bought|paid)\\b.{0,30}${spans} ago`,
  ),
};
const sending = {
  zh: /发货|寄出|送[到来达]|到(?:货|了|呢|啊|吗|$)|快递|物流|收到|能到|发出/,
  en: /\b(?:ship|shipped|arrived?|deliver(?:ed|y)?|come|here|sent?|dispatch(?:ed)?|tracking)\b/,
};

/** Another thing came than the one that was ordered, in two halves of a sentence. */
const swapped = {
  zh: /(?:买|订|拍|要|下单)的(?:明明|本来)?是[^。！？?]{1,12}[，, ](?:却|结果|怎么|但是?)?(?:收到|发|寄|送|来|到)(?:了|的|来|过来|给我)/u,
  en: /\bi (?:have )?(?:ordered|bought|paid for|asked for) [^.!?]{2,40}(?:,| but| and)(?: i| you| then i)* (?:got|received|was sent|sent(?: me)?|delivered) (?!it\b|them\b|an? (?:message|mail|email)|no |nothing)/,
};

/** Asked before it happens: what if, will it. Behind it nothing is told. */
const supposed = {
  zh: /如果|要是|万一|假如|假设|会不会|是不是会|担心|怕|容易|容不容易|防|抗|避免|耐|(?<!怎么)会(?=.{0,8}(?:吗|么|不|嘛)[?？]?$)|多久(?:会|能)|坏了能(?:修|换|退)吗|可以修/,
  en: /\b(?:if|in case|unless|will (?:it|they|this|these|the)|would (?:it|they|this)|does (?:it|this|the)|do (?:they|these|the)|is (?:it|this|the) .*(?:easily|proof|resistant)|can (?:it|this|they)|could (?:it|they)|might|prevents?|avoid|protects?|proof|resistant|anti|easily|ever)\b/,
};
/** Asks for a repair or a new part, and its price: the thing may be from anywhere. What was bought here is named as such. */
const mending = {
  zh: /(?:多少钱|多少錢|几钱|什么价|啥价|价格|报价|怎么收费|收费|费用|贵不贵)|(?:能|可以|会|给|帮我?|想|要).{0,4}(?:修|维修|换个?屏)|有没有.{0,12}(?:卖|换)|有.{0,10}(?:卖|换)(?:吗|么|的)/,
  en: /\b(?:how much|price|prices|cost|costs|quote|estimate|do you (?:have|sell|stock|carry|fix|repair|replace|mend)|can you (?:fix|repair|mend)|looking for|need an? (?:new|replacement)|repair)\b/,
};
const boughtHere = {
  zh: /订单|单号|买的|买了|拍的|下单|收到|到货|到手|发来|寄来|送来|发的|寄的|送的|你们(?:家|的|发|寄|卖)|退|赔|补发|才用|刚用|新的/,
  en: /\b(?:orders?|ordered|bought|purchased|received?|got|arrived?|came|delivered|delivery|sent|shipped|parcel|package|box|you (?:sold|sent|guys)|your|refund|return|exchange|compensat\w*|money back|after (?:\w+ )?(?:days?|weeks?|months?)|brand new|warranty)\b/,
};

/** Tells whether a text is about having something mended or replaced for money, and not about what was bought here. */
function asksForRepair(plain: string, script: 'zh' | 'en'): boolean {
  return mending[script].test(plain) && !boughtHere[script].test(plain);
}

/** Words that deny what stands right behind them: "没坏", "not broken". */
const denied = { zh: /(?:没(?:有)?|不(?:会|是)?|别|无|未)$/, en: /\b(?:not|isnt|arent|wasnt|no|without|never|nothing)(?: a| any| at all| yet)? $/ };
/** Things whose trouble is no trouble with goods. */
const elsewhere =
  /优惠[券码]|折扣码|兑换码|红包|积分|密码|验证码|登录|账号|网站|网页|链接|小程序|付款|支付|发票|邮件|客服|(?<!\p{Script=Han})app(?!le)|\b(?:coupons?|codes?|vouchers?|password|log ?in|log ?on|account|website|page|link|payments?|paypal|checkout|invoice|receipt|e-?mail|reply|answer|response|agent|anyone|nobody|refund|jeans)\b|退款|补货|上架|上新|预售|到货通知|破洞(?:牛仔)?裤|碎花/u;

const longest = 400;

function compiled(words: Readonly<Record<Trouble, string>>, wrap: (source: string) => string): ReadonlyMap<Trouble, RegExp> {
  return new Map(troubles.map((kind) => [kind, new RegExp(wrap(words[kind]), 'g')]));
}
const patterns = { zh: compiled(zh, (source) => `(?:${source})`), en: compiled(en, (source) => `\\b(?:${source})(?![\\w-])`) };

/** Tells whether a sentence reports trouble and does not deny it. Where something does not work is no denial: "isn't working". */
function tells(sentence: string, pattern: RegExp, script: 'zh' | 'en'): boolean {
  for (const match of sentence.matchAll(pattern)) {
    const before = sentence.slice(0, match.index);
    if (!denied[script].test(before)) return true;
  }
  return false;
}

/** Returns the trouble that a message reports, the gravest first; undefined when it reports none. */
export function troubleIn(text: string): Trouble | undefined {
  if (text.length > longest) return undefined;
  const told = new Set<Trouble>();
  const plain = plainly(text);
  if (asksForRepair(plain, /\p{Script=Han}/u.test(plain) ? 'zh' : 'en')) return undefined;
  for (const sentence of sentences(plain)) {
    const script = /\p{Script=Han}/u.test(sentence) ? 'zh' : 'en';
    if (supposed[script].test(sentence)) {
      // What follows "if" is supposed too.
      if (/如果|要是|万一|假如|\bif\b|in case/.test(sentence)) break;
      continue;
    }
    if (elsewhere.test(sentence)) continue;
    for (const [kind, pattern] of patterns[script]) if (tells(sentence, pattern, script)) told.add(kind);
  }
  for (const script of ['zh', 'en'] as const) {
    if (bought[script].test(plain) && sending[script].test(plain)) told.add('late');
    if (swapped[script].test(plain) && !supposed[script].test(plain)) told.add('missing');
  }
  // Money that is waited for is no parcel.
  if (/退款|\brefund/.test(plain)) told.delete('late');
  return troubles.find((kind) => told.has(kind));
}
