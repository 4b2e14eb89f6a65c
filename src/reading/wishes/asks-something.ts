/** Tells whether a message asks or wants something that a shop could answer, or is a mere value, a name, a yes, a greeting or a slip on the keys. */
import { courteous } from '../courtesy.ts';
import { globalWish } from '../global-words.ts';
import { readAddress } from '../values/address.ts';
import type { AnswerContext } from '../values/answer.ts';
import { emailsIn } from '../values/email.ts';
import { phonesIn } from '../values/phone.ts';
import { readYesNo } from '../values/yes-no.ts';
import { folded, looksLikeQuestion, words } from '../wording.ts';
import { goodsNouns } from './goods-nouns.ts';

const context: AnswerContext = { now: 0, zone: 'UTC', currency: 'USD', lang: 'en', parts: [] };

/** Words that only fill, hand over a value or try the keyboard. In English one by one, in Chinese from the start of a run. */
const filling = new Set(
  (
    'a an the my is it its this that here hi hello hey ok okay yes no not sure fine good great nice cool well so and or to for of on at by i am im me you your yours order orders number no nr ' +
    'phone mobile tel telephone email mail e-mail name address zip code postcode please pls thanks thank thx ty test testing hmm hm um uh er ah oh lol haha hahaha lmao wow same done sent wait ' +
    'sorry bye what else nothing none all right again still later tomorrow today now just maybe dear sir madam guys bro mate anyone there yo sup qwerty qwertyuiop asdf asdfgh asdfghjkl zxcv abc xyz'
  ).split(' '),
);
const fillingZh =
  /^(?:我|你|您|们|的|是|这|那|个|给|订单|单|号|码|电话|手机|邮箱|地址|姓名|名字|收件人|收货人|叫|在|了|吗|呢|吧|啊|呀|哦|嗯|额|呃|哈|嘿|呵|好|行|可以|对|不|没有|没事|谢谢|请|麻烦|一下|稍等|等|测试|随便|知道|已经|发|收到|明白|再见|拜拜|早|晚安|晚上|早上|还有|然后|就)+$/u;

/** A name that is told: "my name is Anna Schmidt", 我叫王小明, "Anna Schmidt". */
const nameTold =
  /^(?:(?:hi|hello)[, ]+)?(?:my name(?:['’]s| is)?|name(?:['’]s| is)?:?|i am|i['’]m|this is|call me|recipient:?|attn:?)\s+\p{L}[\p{L}'’.-]*(?:\s+\p{L}[\p{L}'’.-]*){0,2}[.!]?$|^(?:我叫|我是|我姓|姓名[是:：]?|名字[是叫:：]?|收[件货]人[是叫:：]?|叫我)\s*\p{Script=Han}{1,4}[。.!！]?$/iu;
/** Not behind "I am": "I'm looking", "I am angry", "this is wrong". */
const noName =
  /\b(?:looking|interested|searching|trying|waiting|wondering|not|so|very|angry|unhappy|disappointed|wrong|broken|bad|allergic|pregnant|vegan|vegetarian|from|a|an|the|in|new|here|confused|lost|unable|ready|your)\b/i;
const surnames = '王李张刘陈杨赵周吴徐孙胡郭罗梁宋郑谢韩唐冯董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛';
const nameZh = new RegExp(`^[${surnames}](?:(?:先生|女士|小姐|太太)|\\p{Script=Han}{1,2})$`, 'u');
const noNameZh =
  /^(?:周[一二三四五六日末年]|许[多久可]|程序|罗汉|唐装|曹操|宋体|胡[椒须子萝]|张[贴数]|陈[皮列]|谢|沈阳|郑州|苏州|徐州|韩[国版]|梁山|杨[梅桃]|李子|薛)/u;
/** Two or three words as names are written, none that goods or a wish have. */
const nameEn = /^\p{Lu}[\p{Ll}'’-]+(?:\s+\p{Lu}\.?)?(?:\s+\p{Lu}[\p{Ll}'’-]+){1,2}$/u;
const wishWords =
  /\b(?:gift|cards?|free|open|store|shop|price|size|color|colour|sale|order|return|refund|delivery|shipping|parking|wholesale|student|black|friday|christmas|opening|hours|contact|about|new|tea|bags?|cups?|shoes?|boxe?s?|sets?|mugs?|pots?|lamps?|chairs?|tables?|covers?|cases?|cables?)\b/i;

/** No word has so many consonants, or one letter so often; and a run along the keys is none. */
const mashed = /^(?:(\p{L})\1{2,}|[bcdfghjklmnpqrstvwxz]{5,}|(?:asdf|sdfg|qwer|wert|zxcv|hjkl|dfgh|lkjh)\p{L}*)$/iu;

/** Returns a message without numbers of any kind, mail addresses and links. */
function withoutValues(text: string): string {
  const plain = emailsIn(folded(text).replace(/https?:\/\/\S+|www\.\S+/g, ' ')).rest;
  return phonesIn(plain, context.zone)
    .rest.replace(/[#№]?(?=[a-z0-9-]*\d{3}|\d[\d.-]*(?![\p{L}\d]))[a-z0-9]+(?:[-_./:][a-z0-9]+)*/gu, ' ')
    .trim();
}

export function asksSomething(text: string): boolean {
  const { core } = courteous(text.slice(0, 400));
  if (core === '' || globalWish(core) !== undefined) return false;
  const plain = folded(core).trim();
  const yesNo = readYesNo(plain, core, context);
  if (yesNo && 'value' in yesNo && yesNo.rest === '') return false;
  if ((nameTold.test(core) && !noName.test(core.replace(/^(?:i am|i['’]m|this is)/i, ''))) || (nameEn.test(core) && !wishWords.test(core))) return false;
  if (nameZh.test(plain) && !noNameZh.test(plain) && !goodsNouns.has(plain)) return false;
  const wants = looksLikeQuestion(core) || /想|要|加|帮|能|可以|希望/.test(core);
  if (!wants && readAddress(plain, core, context)) return false;
  const left = withoutValues(core);
  const han = left.replace(/[^\p{Script=Han}]/gu, '');
  if (han !== '' && !fillingZh.test(han) && (han.length > 1 || goodsNouns.has(han))) return true;
  const latin = words(left).filter((word) => /^\p{L}/u.test(word) && !/\p{Script=Han}/u.test(word));
  return latin.some((word) => word.length > 1 && !filling.has(word) && !mashed.test(word));
}
