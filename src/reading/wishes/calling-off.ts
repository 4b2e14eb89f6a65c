/** Tells whether a message takes a wish back: "不退了", "please don't cancel", "I'll keep it". */
import { courteous } from '../courtesy.ts';
import { plainly, sentences } from '../said-plainly.ts';

/** Stems of what can be called off. A stem that the flow in front does not speak of is not called off there. */
const stems = {
  zh: '退|换|取消|投诉|改|开|查|预约|订阅|登记|绑定|评价|打分|下单|买|领|寄回|申请|催',
  en: 'return|cancel|exchange|refund|send|complain|change|subscribe|link|rate|order|buy|book|swap|chase',
};

const zhThing = '(?:订单|单子|这个?单|这一单|那一单|这个|那个|这件|那件|快递|包裹|货|东西)';
const zhBefore = '(?:我们?|我的|那|就|还是|先|暂时|要不|请|麻烦|你们?|帮我|可以|能不能|真的|都|也|现在|这次|这单|它|算了)*';
const zhAfter =
  '(?: ?#?[a-z]{0,4}-?\\d{3,}(?!\\d)|我的|货|款|单|换|订单|这单|这一单|这件|这个|那件|它|地址|名单|一下)*(?:了|啦|咯|吧|哈|呀|啊|哦|嘛|行吗|可以吗|好吗|谢谢|先)*';
const zh = new RegExp(
  `^${zhBefore}${zhThing}?${zhBefore}(?:不是(?:要|想)?|没(?:有)?(?:要|想|说要?)|不用|不要|不想|不打算|不必|不准备|不|别|甭|勿)(?:再|帮我|给我|去|急着?|办理?)*(${stems.zh})${zhAfter}$`,
);

const enBefore = '(?:(?:im|i am|ple+a+se+|pls|plz|actually|sorry|no|oh|wait|ok|okay|well|just|i|we|you|can|could|so|then|but) )*';
const enAfter =
  '(?: (?:#?(?:[a-z]{1,4}[- ]?)?\\d{3,}|it|them|this|that|my|the|an|a|these|those|order|item|items|parcel|back|anything|any|more|anymore|now|yet|please|pls|after|all|at|thanks|for|me))*';
const en = new RegExp(
  `^${enBefore}(?:(?:dont|do not|didnt|wont|will not|no longer|not|never|no need|no|not trying|not asking|not looking)(?: (?:really|even|want|need|wish|going|have|like|you|any|more|a))*(?: to)? )(${stems.en})(?:ing|s|ed|led|ling)?${enAfter}$`,
);

/** Says that things stay as they are, without naming what. */
const keeping = [
  /^(?:那|就|我|还是|先|自己)*(?:留着|留下)(?:它|这件|穿|用|自己穿|自己用)*(?:了|吧|啦)*$/,
  /^(?:我|又|突然)*(?:改主意|改变主意|反悔|想通)(?:了|啦)*$/,
  /^(?:(?:no|actually|ok|okay|please|sorry) )*(?:i |ill |id |we |i will |ive |lets |rather |then |just )*(?:keep|keeping|leave|leaving) (?:it|them|the order|my order|this|that|things)(?: as (?:it is|they are|is))?(?: then| please| instead| after all)*$/,
  /^(?:sorry |no |actually )*(?:i |ive |i have |we )?changed? my mind$/,
];
/** Words that stand beside it. */
const beside =
  /^(?:(?:我)?(?:再)?(?:看看|想想|考虑)(?:一下|下|吧|再说)*|算了吧?|没事了?|谢谢|不好意思|挺好的?|还行|合适|其实(?:也)?(?:还行|挺好|合适)|不麻烦(?:你们?|您)?了|never ?mind|forget it|its (?:fine|ok|okay|good|alright)|all good|thanks|thank you|sorry|no|ill think about it|let me think|i (?:want|like|love|need) it|on second thoughts?|(?:i(?:m| am| was) )?(?:just|only) (?:asking|wondering|curious|checking)|(?:我)?(?:就|只是?|随便|先)*问(?:一?问|一下|下)?(?:而已|罢了)?)(?:了|吧|哈|啊|the order)*$/;

/** Says of what was just begun that it is not what they want. */
const denial =
  /^(?:不|我|也)*(?:不要|不是|不想要|不想|不用)(?:这个|那个|这些|这种)(?:了|啊|呀|啦)*$|^(?:(?:no|nope|nah|sorry|oops|wait) )*(?:not|i dont want|i didnt want|thats not) (?:this|that|it|what i (?:want|wanted|meant|need))(?: one)?$/;

export function deniesThis(text: string): boolean {
  return (
    text.length <= 60 &&
    denial.test(
      plainly(text)
        .replace(/[\p{P}\p{S}]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
  );
}

const longest = 120;

/** Places where one sentence of a message as it was written ends and the next begins. */
const between =
  /(?<=[。！!？?；;,，、\n…])|(?<=\.)(?=\s|$)|\s(?=(?:and|but|also|then|just|only|instead)\s)|\s(?=(?:i|we)(?:['’]?d)?\s+(?:(?:just|only|simply)\s+)*(?:want|need|wanted|would like|like)\s)|(?<=\p{Script=Han})\s+(?=\p{Script=Han})|(?=还有|另外|顺便|而且|但是|不过)|(?<![不只就])(?=是(?:要|想))|(?<!我)(?=只是|而是|只想)|(?=我只|我是[要想])/iu;
const joint =
  /^[\s,，。.;；、]*(?:(?:and|but|also|then|just|only|instead|rather)\s+|(?:但是?|不过|而且|另外|还有|我?只是?|我?就是?|而是|我?是(?=[要想]))(?=\S))*/i;

/** Stems of what stays as it is when it is called off; not to send or not to buy is a wish of its own. */
const staying = /^(?:退|换|取消|投诉|改|return|cancel|exchange|refund|complain|change|swap)$/;

/** Returns, of a message that calls something off and says more, the stems that it names, and the rest without the sentences that do. */
export function partlyCallsOff(text: string): { stems: string[]; rest: string } | undefined {
  if (text.length > longest || callsOff(text)) return undefined;
  const stems: string[] = [];
  const rest: string[] = [];
  for (const sentence of text.split(between)) {
    const named = callsOff(sentence) ?? [];
    if (named.length > 0 && named.every((stem) => staying.test(stem))) stems.push(...named);
    else rest.push(sentence);
  }
  const left = rest.join(' ').replace(joint, '').trim();
  return stems.length > 0 && /[\p{L}\p{N}]/u.test(left) ? { stems, rest: left } : undefined;
}

/** Returns the stems of what the message calls off; empty when it names none ("I'll keep it"); undefined when it calls off nothing, or says more than that. */
export function callsOff(text: string): string[] | undefined {
  if (text.length > longest) return undefined;
  const named: string[] = [];
  let off = false;
  for (const sentence of sentences(plainly(text))) {
    const core = (courteous(sentence).core || sentence).replace(/[\p{P}\p{S}]+$/u, '').trim();
    const stem = (zh.exec(core) ?? en.exec(core))?.[1];
    if (stem !== undefined) named.push(stem);
    else if (keeping.some((pattern) => pattern.test(core))) off = true;
    else if (!beside.test(core)) return undefined;
  }
  return off || named.length > 0 ? named : undefined;
}
