/**
 * What customers tell in place of an answer, and ask nothing by it: "binned the packaging", 包装扔了, "I'm at work right now". Somebody of the team may need it;
 * it is no wrong answer.
 */
import { plainly } from '../said-plainly.ts';
import { looksLikeQuestion, words } from '../wording.ts';

/** How the thing is, where its packaging is, whose it is, where they are, how they paid. */
const circumstancesZh =
  /包装|盒子|箱子|袋子|吊牌|标签|小票|发票也|拆(?:封|开|了|过)|开封|没(?:用|穿|戴|洗|动|打开|开)过|(?:用|穿|戴|洗|试|坐|睡)过|只?[用穿戴洗试]了?[一两几][次天回]|全新|贴(?:了)?膜|送的|礼物|送人|出差|上班|外地|不在家|搬家|搬不动|太重|急用|着急|赶时间|老人|孩子|宝宝|过敏|喝不惯|吃不惯|用不惯|不合适|买重复|买多|买错|拍错|拍多|重复下单|用(?:微信|支付宝|银行卡|信用卡|花呗|券|优惠券)(?:付|买|支付)/u;
const circumstances =
  /\b(?:packag\w+|box|boxed|wrapp\w+|tags?|labels?|receipt|sealed|unopened|opened|unused|used|worn|unworn|washed|tried|gift|present|at work|on holiday|away|abroad|moving|travell?ing|in a hurry|heavy|allerg\w+|paid (?:with|by|using|via)|rain|neighbou?rs?|(?:wife|husband|mum|mom|mother|dad|father|son|daughter|kids?|partner|boyfriend|girlfriend) (?:doesnt|dont|didnt|hates|likes))\b/;

/** Words about the conversation, its bot or the answer itself: they are no telling. */
const ofTheTalk =
  /机器人|听不懂|看不懂|没用|垃圾|废话|答非所问|搞什么|搞笑|说了|说过|刚[说发给]|发过|给过|告诉过|一样|同上|上面|什么东西|烦|滚|单号|订单号|号码|(?:^|[^不])(?:我|就)?(?:想|要|需要|帮我|给我|请|快点|赶紧)(?!.*(?:搬|重))|不对|不是|错了/u;
const ofTheTalkEn =
  /\b(?:bot|robot|useless|stupid|rubbish|listening|understand|nonsense|ridiculous|wtf|told you|gave you|sent you|said (?:that|it|so)|see above|same (?:one|as)|above|number|digits|code|wrong|whatever|help|want|wanna|need|please|pls|tell me|give me|show me|let me|get me|make it|stop|hurry up|come on)\b/;
/** Words that a sentence has and a slip on the keys has not. */
const joints =
  /\b(?:i|im|ive|id|we|weve|he|she|they|my|our|the|it|its|was|were|is|are|has|had|have|been|still|already|only|just|but|with|for|from|in|on|never|a|an|went|came|got|fell|broke|keeps|wont|doesnt|cant)\b|[a-z]{3,}ed\b/;
const jointsZh = /[了过的在是有没不太就还]|已经/u;
/** Points to a thing, as an answer does. */
const points = /\b(?:the|that|this) (?:\w+ )?one$|^(?:就是)?\p{Script=Han}{1,4}的(?:那个|这个|呀|啊)?$/u;
const many = 160;
const digits = /\d{3}|@|[零一二三四五六七八九]{4}/u;

function tells(text: string): string | undefined {
  const plain = plainly(text);
  return plain.length > many || digits.test(plain) || looksLikeQuestion(text) ? undefined : plain;
}

/** Tells a circumstance of the matter that is known as one. */
export function tellsCircumstance(text: string): boolean {
  const plain = tells(text);
  return plain !== undefined && !ofTheTalk.test(plain) && !ofTheTalkEn.test(plain) && (circumstancesZh.test(plain) || circumstances.test(plain));
}

/** Tells anything in a sentence. */
export function tellsSomething(text: string): boolean {
  const plain = tells(text);
  if (plain === undefined || ofTheTalk.test(plain) || ofTheTalkEn.test(plain) || points.test(plain)) return false;
  const han = plain.replace(/[^\p{Script=Han}]/gu, '');
  return han === '' ? words(plain).length > 2 && joints.test(plain) : han.length > 3 && jointsZh.test(plain);
}
