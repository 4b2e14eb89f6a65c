/** Does a message ask for goods that no phrase knows: "you sell coffee machines?", 有卖手机的吗, 自行车? An honest no needs a look at the shelf. */
import { courteous } from './courtesy.ts';
import { goodsNouns } from './goods-nouns.ts';
import { plainly } from './said-plainly.ts';

const en =
  /^(?:so |and |also |then )?(?:(?:do|does|can) )?(?:you|u|ya|you guys|your shop|the shop|the store)(?: guys| also| still| even)* (?:sell|have|carry|stock|offer|do|got)(?: any| some| a| an)? (?<goods>[a-z][a-z0-9 -]{2,40})$|^(?:have you got|got|have|any|selling|sell|is there|are there)(?: any| some| a| an)? (?<other>[a-z][a-z0-9 -]{2,30})$/;
const zh =
  /^(?:请问|那|你们?|您|咱|店里|家|这里|这|还|也|有没有|有|是不是)*(?:卖不卖|有没有卖|有卖|卖|售|有售)(?:不)?(?<goods>[\p{Script=Han}a-z0-9]{1,10}?)(?:的)?(?:吗|么|嘛|不|呢|没)?$/u;
const zhHave = /^(?:请问|那|你们?|您|咱|店里|家|这里|这|还|也)*有(?<goods>[\p{Script=Han}a-z0-9]{1,8}?)(?:吗|么|嘛|没|没有)$/u;

/** No goods, though a shop is asked whether it has them. */
const noGoods =
  /\b(?:time|moment|minute|question|idea|problem|number|phone number|email|address|news|update|way|reason|one|any|it|them|that|this|those|these|anything|something|else|more|others?|whatsapp|wechat|app|website|shop|store|policy|job|jobs|vacanc\w+|openings?|chance|luck|fun|kids|sleep|feelings?|delivery|shipping|returns?|warranty|discounts?|coupons?|invoice|human|person|someone|anyone|siri|my order|my parcel)\b|^(?:空|时间|事|人|问题|办法|前途|意思|必要|可能|区别|关系|效果|用|货|别的|感觉|缘|钱|病|完|点|这个|那个|客服|优惠|活动|折扣|发票|保修|质保|微信|电话|地址|链接|群|店|码|券)/u;

/** Whoever asks whether a shop has something does so in a line, characters. */
const longest = 200;

const named = (text: string): string => text.replace(/[\p{P}\p{S}]+$/u, '').trim();

/** `named`: the name of goods and nothing else; `asked`: whether there are any. */
export function wantsGoods(text: string): 'named' | 'asked' | undefined {
  if (text.length > longest) return undefined;
  const plain = named(plainly(courteous(text).core || text));
  if (plain.length === 0 || plain.length > 60) return undefined;
  if (goodsNouns.has(plain) || goodsNouns.has(plain.replace(/^(?:a|an|some|any|the) /, '').replace(/(?<=\w{3})(?:es|s)$/, ''))) return 'named';
  const found = en.exec(plain) ?? zh.exec(plain) ?? zhHave.exec(plain);
  const goods = found?.groups?.goods ?? found?.groups?.other;
  return goods !== undefined && !noGoods.test(goods) ? 'asked' : undefined;
}
