/** Finds goods that a message asks for and no phrase knows: "you sell coffee machines?", 有卖手机的吗, 自行车. An honest no needs a look at the shelf. */
import { courteous } from '../courtesy.ts';
import { plainly } from '../said-plainly.ts';
import { goodsNouns } from './goods-nouns.ts';

const en =
  /^(?:so |and |also |then )?(?:(?:do|does|can) )?(?:you|u|ya|you guys|your shop|the shop|the store)(?: guys| also| still| even)* (?:sell|have|carry|stock|offer|do|got)(?: any| some| a| an)? (?<goods>[a-z][a-z0-9 -]{2,40})$|^(?:have you got|got|have|any|selling|sell|is there|are there)(?: any| some| a| an)? (?<other>[a-z][a-z0-9 -]{2,30})$/;
const zh =
  /^(?:请问|那|你们?|您|咱|店里|家|这里|这|还|也|有没有|有|是不是)*(?:卖不卖|有没有卖|有卖|卖|售|有售)(?:不)?(?<goods>[\p{Script=Han}a-z0-9]{1,10}?)(?:的)?(?:吗|么|嘛|不|呢|没)?$/u;
const zhHave = /^(?:请问|那|你们?|您|咱|店里|家|这里|这|还|也)*有(?<goods>[\p{Script=Han}a-z0-9]{1,8}?)(?:吗|么|嘛|没|没有)$/u;
const zhNounFirst = /^(?:请问|那|你们?|家|店里)*(?<goods>[\p{Script=Han}a-z0-9]{1,8}?)的?(?:有吗|有没有|有卖吗|有卖的吗|卖吗|卖不卖|有么|有嘛|有不)$/u;
/** A model and what is wanted of it: 苹果13后盖有吗, "iphone 13 camera". */
const zhModel =
  /^(?:请问|那|有没有|有|想要|要|找)?(?:[\p{Script=Han}a-z]{0,8}\d+[a-z]{0,3}(?:pro|max|plus)?的?)(?<noun>\p{Script=Han}{2,4}?)(?:有吗|有没有|有卖吗|有的吗|有么)?$/u;
const enModel = /^(?:[a-z]+ )?(?:[a-z]*\d+[a-z]*|[a-z]+-[a-z])(?: (?:pro|max|plus|mini))* (?<noun>[a-z]+(?: [a-z]+)?)$/;

/** No goods, though a shop is asked whether it has them. */
const noGoods =
  /\b(?:time|moment|minute|question|idea|problem|number|phone number|email|address|news|update|way|reason|one|any|it|them|that|this|those|these|anything|something|else|more|others?|whatsapp|wechat|app|website|shop|store|policy|job|jobs|vacanc\w+|openings?|chance|luck|fun|kids|sleep|feelings?|(?:loyalty|reward|membership|referral|affiliate|bonus) \w+|points|membership|(?:shops?|stores?|branch(?:es)?|showrooms?|outlets?) in \w+|deposit|parking|lift|elevator|delivery|shipping|returns?|warranty|discounts?|coupons?|invoice|human|person|someone|anyone|siri|my order|my parcel)\b|^(?:空|时间|事|人|问题|办法|前途|意思|必要|可能|区别|关系|效果|用|货|别的|感觉|缘|钱|病|完|点|这个|那个|客服|优惠|活动|折扣|发票|保修|质保|微信|电话|地址|链接|群|店|码|券|会员|积分|停车|电梯|定金|押金|通知|掉色|褪色|缩水|起球)|(?:报告|证书|说明书|合格证|资质|执照|许可证|教程)$|\b(?:certificates?|reports?|manuals?|subscriptions?|samples?|gift cards?|licen[cs]es?)\b/u;

/** Most characters of a question whether a shop has something: it takes no more than a line. */
const longest = 200;

const named = (text: string): string => text.replace(/[\p{P}\p{S}]+$/u, '').trim();

const isNoun = (name: string): boolean =>
  goodsNouns.has(name) || goodsNouns.has(name.replace(/(?<=\w{3})s$/, '')) || goodsNouns.has(name.replace(/(?<=\w{3})es$/, ''));

/** A sum of money, with what says that it is a limit; and what else may stand beside it where only something, or a gift, is wanted. */
const sum =
  /(?:under|below|less than|up to|at most|max(?:imum)?|within|around|about|roughly|for|budget(?: is| of)?|spend)+[\s:]*(?:about |around )?(?:[$€£¥]\s?\d+|\d+\s?(?:[$€£¥]|usd|us dollars?|dollars?|bucks?|yuan|rmb|cny|kuai|eur|euros?|gbp|pounds?|yen|jpy|rupees?|won|baht|ringgit|pesos?)(?![a-z]))|(?:预算)?[\d一二两三四五六七八九十百千]+(?:多)?(?:块钱?|元|人民币|刀|美元|欧元|英镑|日元|港币)(?:左右|上下|以内|以下|之内)?/u;
const onlyAGift =
  /^(?:(?:a|an|the|some|any|my|his|her|our|i|im|ill|need|want|looking|look|would|like|to|buy|get|find|show|me|for|of|or|so|with|something|anything|gifts?|presents?|ideas?|suggestions?|recommend\w*|nice|good|small|little|please|boss|friends?|mom|mum|mother|dad|father|wife|husband|girlfriend|boyfriend|sister|brother|parents|teacher|colleagues?|clients?|birthday|christmas|wedding|budget|is|what|do|you|have|can|could|give)\b|[送给买个的了我想要找有没什么推荐一点些下款份帮选挑吗呢礼物品领导长辈朋友老师同事客户爸妈父母亲老婆公男女生日新年过节婚]|[\s,，.。!?？])*$/u;

/** Tells whether a text names a sum of money as a limit. */
export function namesSum(text: string): boolean {
  return sum.test(plainly(text));
}

function withinBudget(plain: string): boolean {
  const found = sum.exec(plain);
  return found !== null && onlyAGift.test(`${plain.slice(0, found.index)} ${plain.slice(found.index + found[0].length)}`);
}

/** Tells how a message asks for goods. `named`: the name of goods and nothing else; `asked`: whether there are any. */
export function wantsGoods(text: string): 'named' | 'asked' | undefined {
  if (text.length > longest) return undefined;
  const plain = named(plainly(courteous(text).core || text));
  if (plain.length === 0 || plain.length > 60) return undefined;
  if (goodsNouns.has(plain) || isNoun(plain.replace(/^(?:a|an|some|any|the) /, ''))) return 'named';
  const noun = (zhModel.exec(plain) ?? enModel.exec(plain))?.groups?.noun;
  if (noun !== undefined && isNoun(noun)) return 'named';
  if (withinBudget(plain)) return 'asked';
  const found = en.exec(plain) ?? zh.exec(plain) ?? zhHave.exec(plain);
  const first = zhNounFirst.exec(plain)?.groups?.goods;
  if (first !== undefined && isNoun(first)) return 'asked';
  const goods = found?.groups?.goods ?? found?.groups?.other;
  return goods !== undefined && !noGoods.test(goods) ? 'asked' : undefined;
}
