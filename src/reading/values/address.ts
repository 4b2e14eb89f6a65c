/** Postal addresses in words. */
import { folded } from '../wording.ts';
import type { Reader } from './answer.ts';
import { emailsIn } from './email.ts';
import { placeIn } from './media.ts';
import { phonesIn } from './phone.ts';

const leadIn =
  /^(?:(?:好的|嗯|请|麻烦)[,，\s]*)?(?:(?:我的|收货|新的?|邮寄)?地址(?:是|为|改成|改为|:|：)?\s*|(?:请?(?:帮我)?(?:寄|送|发|邮|改|换)(?:到|成|为|去))\s*)|^(?:please\s+)?(?:(?:my|the|our)\s+)?(?:new\s+|shipping\s+|delivery\s+|postal\s+)?address(?:\s+is|\s*:)\s*|^(?:please\s+)?(?:send|ship|deliver|change|post|mail)\s+(?:it|this|them)?\s*to:?\s+|^it(?:['’]s| is)\s+(?=\d)|^i live (?:at|in)\s+/iu;
const farewell = /[\s,，。.!！]{0,5}(?:(?:please|pls|thanks|thank you|thx|谢谢|多谢|吧)[\s.!！。]{0,5}){1,4}$/iu;
/** Words of places, in the text as folded. */
const place =
  /[省市区县州镇乡村路街道巷弄号楼栋幢座室单元层组]|大道|小区|花园|公寓|大厦|广场|驿站|丰巢|菜鸟|社区|学校|大学|门口|城|苑|(?<!\p{L})(?:street|str|st|road|rd|avenue|av|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|square|sq|place|pl|close|parkway|pkwy|highway|hwy|terrace|alley|apt|apartment|flat|floor|unit|suite|room|rm|house|villa|building|bldg|blk|block|p\.?\s?o\.?\s?box|rue|calle|avenida|rua|via|platz|\p{L}*stra(?:ß|ss)e|plaza|cottage|mill|town|city|county|village|district|c\/o)(?!\p{L})/u;
const question = /[吗?？]|为什么|什么|多少|怎么|能不能|(?<!\p{L})(?:why|how|what|when|where|which|who|can i|do you)(?!\p{L})/u;
/** Words that say that a text holds no address, unless one stands there. */
const none =
  /不|没|老地方|一样|原来的?地址|那个地址|等一下|稍等|待会|回头|(?<!\p{L})(?:same|usual|already|later|don['’]?t|not|never|wait|check|moved|rather|no idea)(?!\p{L})/u;
const spot = /小区|花园|公寓|大厦|广场|驿站|丰巢|菜鸟|社区|学校|大学|[村苑门店厂]|公司/;
/** Words of a sentence, in what names no place. */
const talk = /(?<!\p{L})(?:i|my|is|are|was|want|order|return|would|like|need|it|this|that|please)(?!\p{L})/u;
const longest = 500;

/**
 * Reads an address: five characters or more with a word of a place or a number among letters; or a place that names its address. Questions and "the
 * same as before" are none.
 */
export const readAddress: Reader = (text, raw, context) => (context.passing ? readPassing(text, raw, context) : readWhole(text, raw, context));

/** Words in a sentence that announce an address. */
const announced =
  /(?:(?:改|换|改寄|改送)(?:到|成|为|至)|(?:新|收货)?地址(?:是|为|改成|改为|换成|改到|:|：)\s*|(?<!\p{L})address(?:\s+is|\s+to(?:\s+be)?|\s*:)\s*|(?<!\p{L})(?:send|ship|deliver) (?:it|this|them) to (?=\S*\d))\s*(.+)$/isu;

/** Among other words an address is only what is announced as one, or is nothing else and names two places. */
const readPassing: Reader = (_text, raw, context) => {
  const value = announced.exec(raw)?.[1];
  if (value === undefined && (raw.match(new RegExp(place, 'gu'))?.length ?? 0) < 2) return null;
  const said = value ?? raw;
  const found = readWhole(folded(said), said, { ...context, passing: false });
  return found && 'value' in found && place.test(folded(said)) ? found : null;
};

const readWhole: Reader = (text, raw, { parts, zone }) => {
  const sent = placeIn(parts);
  if (sent?.address) return { value: [sent.address, sent.name].filter(Boolean).join(' '), rest: '' };
  const value = raw.trim().replace(leadIn, '').replace(farewell, '').trim().slice(0, longest);
  const plain = phonesIn(emailsIn(text).rest, zone).rest;
  const letters = plain.match(/\p{L}/gu)?.length ?? 0;
  if (value.length < 5 || letters < 3) return null;
  const han = /\p{Script=Han}/u.test(plain);
  const named = place.test(plain);
  const numbered = /\d/.test(plain);
  if (question.test(text) || (none.test(text) && !(named && numbered))) return null;
  // A city or a district alone is no address: 上海市, London.
  const exact = numbered || /[零一二三四五六七八九十]+[号栋幢楼层单元室组]/.test(plain);
  const enough = han
    ? letters + (numbered ? 2 : 0) >= 6 && (exact || (named && spot.test(plain)))
    : named
      ? numbered || /,|\n/.test(plain)
      : numbered && letters >= 8 && !talk.test(plain);
  return enough ? { value, rest: '' } : null;
};
