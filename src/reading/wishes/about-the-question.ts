/** Tells whether a customer, instead of an answer, asks where it stands, or says that they have none. */
import { plainly, sentences } from '../said-plainly.ts';

/** Customers' words for what is asked for; never the order or the parcel itself. */
const zhThing =
  '(?:这个|那个|这东西|它|这|那|我|你们?|您|一串|什么|啥|说的|要的|的|订单编号|订单号码?|订单的号码?|单号|号码|编号|手机号码?|下单手机|手机尾号|尾号|后四位|邮箱|邮件|短信|付款通知|通知|确认信|记录|截图|照片|数字)';
const enThing =
  '(?:it|that|this|one|them|any|(?:(?:the|my|an?|any|your|that|this|such an?|its) )?(?:(?:order|confirmation|tracking|reference|phone|mobile|last (?:four|4)) )?(?:number|no|nr|num|id|code|digits|(?:e ?-?)?mail|email address|confirmation|receipt|message|text|phone|picture|photo|details?))';

const zhEnd = '(?:了|啊|呀|呢|吗|哦|哈|嘛|吧|的|诶|欸|怎么办|咋办|咋整|怎么弄)*';
const enFirst = '(?:(?:sorry|but|and|so|well|oh|ok|okay|hmm|um|actually|honestly|no|im|i am|i|we|really|just|still|also|unfortunately|sadly|think|that) )*';
const enEnd =
  '(?: (?:anymore|any more|now|right now|here|with me|on me|at hand|to hand|handy|yet|at all|either|sorry|please|though|from you|anywhere|in my inbox|by heart|though|for it|to it))*(?: (?:because|since|as|so|when)\\b.*)?';

const where = [
  new RegExp(
    `^(?:那|请问|我?不知道|这)*${zhThing}*(?:应该|一般|都|是)*(?:要|得|在|从|去|上|到|该)*(?:哪里?|哪儿|哪个?(?:地方|页面|位置)?|什么地方|怎么|如何|咋)(?:里|可以|能|才能|样|去)*(?:看|找|查|查看|看到|找到|查到|弄到|得到|有|获取|知道)(?:到|得到|的)?${zhThing}*${zhEnd}$`,
  ),
  new RegExp(
    `^${zhThing}*(?:订单编?号码?|单号|号码|编号|后四位|尾号)(?:应该|一般|都)*(?:是|在|写在|长|指|有)*(?:哪里?|哪儿|哪个|哪一?个|什么样?|啥样?|多少|几位|怎样)(?:呢|子|的|东西|意思)*${zhEnd}$`,
  ),
  /^我?(?:不知道|不晓得|不清楚|没找到)(?:这个|那个|我的)?(?:订单号?|单号|号码|编号)(?:写|显示)?在(?:哪里?|哪儿|什么地方)(?:看|找)?(?:啊|呀|呢)?$/,
  new RegExp(`^(?:什么|哪个|啥|哪一个)(?:是|叫)?(?:订单编?号码?|单号|号码|编号|号)${zhEnd}$`),
  new RegExp(
    `^${enFirst}(?:where|how)(?: (?:do|can|could|would|should|will|does|am|to|on earth))*(?: (?:i|we|you|one|someone))?(?: supposed to)?(?: (?:find|see|get|look(?: up| for)?|check|locate|read|know))(?: out)? ${enThing}${enEnd}$`,
  ),
  new RegExp(`^${enFirst}(?:where|how) (?:do|can|could|would|should) i (?:find|see|get|look|check)(?: it)?$`),
  /^(?:(?:sorry|but|and|so|ok|im not sure) )*(?:wheres|where is|where would|where does|where should) (?:(?:it|that) (?:be|say|stand|written)|(?:the|my|that|this) (?:order |tracking |confirmation )?(?:number|no|id|code)(?: (?:written|shown|be|located|stand|found))?)$/,
  /^(?:(?:sorry|but|and|so|ok) )*(?:what|which|whats|what is|what do you mean by)(?: (?:is|an?|the|my|your))*(?: order| tracking)? (?:number|no|id|code)(?: (?:is that|do you mean|do you need|look like))?$/,
  /^(?:(?:sorry|but|and|so|ok) )*what (?:does|would|should) (?:it|that|the (?:order )?number|an order number) look like$/,
];

const lacking = [
  new RegExp(
    `^(?:可是|但|但是|那|我|我们|真的?|实在|现在|这里|这边|手上|手头|身边|也|都|已经|好像|可能|早就|不好意思|因为|怎么|其实|一时|有点)*(?:没有|没|找不到|找不着|不记得|记不得|记不清|记不住|没记住?|忘了?|忘记|想不起来?|丢了?|弄丢|弄没|删了?|删掉|不知道|不晓得|不清楚|没存|没保存|没留|没收到|没看到|看不到|查不到|搞丢|不小心删)(?:了|过|掉|到)*(?:任何|什么)?${zhThing}*(?:是?(?:多少|什么|哪个|几|啥|咋写的?))?${zhEnd}$`,
  ),
  new RegExp(
    `^(?:我|那)*(?:把)?${zhThing}*(?:我|都|也|已经|好像|早就|现在|真的?)*(?:没有|没了|没记住?|没抄|没|不见|丢|弄丢|删|删掉|忘|忘记|不记得|记不得|记不清|找不到|找不着|不知道|没存|没留|没收到|没带)(?:了|在身边|在手上|过)*${zhEnd}$`,
  ),
  new RegExp(
    `^${enFirst}(?:dont|do not|didnt|did not|cant|cannot|can not|couldnt|could not|havent|have not|havent got|never|no longer|not able to|unable to|wasnt|not|wont)(?: (?:really|actually|even|currently|ever|seem to|think i|be able to))*(?: (?:have|got|get|find|remember|recall|know|see|receive|received|keep|kept|save|saved|give you|given|locate|access|sent|been given))(?: (?:have|got))?(?: (?:what|where))?(?: ${enThing})?(?: (?:is|was|anymore))?${enEnd}$`,
  ),
  new RegExp(
    `^${enFirst}(?:have )?(?:lost|forgot|forgotten|deleted|threw away|misplaced|erased)(?: (?:about|what))?(?: (?:it|that|${enThing}))(?: (?:is|was))?${enEnd}$`,
  ),
  /^(?:(?:sorry|but|i|have|ive|got|theres|there is|with) )*(?:no|without(?: an?)?|havent got an?) (?:order )?(?:number|no|id|confirmation|email|e mail|receipt)(?: (?:here|with me|at hand|sorry|for it|though))*$/,
  /^(?:(?:sorry|but|i|have|ive|got) )*(?:no idea|no clue|not a clue|idk|dunno|i forgot|i forget|forgot|not sure|none|nope|i dont|i have none|dont have|dont know|cant find)(?: (?:what (?:it|that) is|sorry|though|at all|which))*$/,
  /^(?:我)?(?:只有|只记得|只知道|能不能|可不可以|可以|能|用|报|给|发|提供|直接|的)*(?:下单|注册|买的时候)?(?:手机号?码?|电话号?码?|邮箱|姓名|名字)(?:能不能|可不可以|可以|能|也|来|帮我|给你|直接|用)*(?:查|行|成|找|查到|查询|查一下)(?:得到|到)?(?:吗|么|不|嘛|吧|不行|行吗)?$/,
  /^(?:(?:so|ok|and|well|sorry|but) )*(?:can|could|may) (?:you|u|i)(?: just)? (?:use|find it|find me|look it up|look me up|search|check|check it|give you|send you|go|do it)(?: it| me)?(?: by| with| under| using)? (?:my |the )?(?:phone(?: number)?|mobile(?: number)?|e ?mail(?: address)?|name)(?: instead| too)?$/,
  /^(?:what|and what|but what) (?:if|do i do if|when) i (?:dont|do not|cant|no longer) (?:have|find|know|remember)(?: it| one| the number| my (?:order )?number| an order number)?(?: anymore)?$/,
];

/** The phone or the message with it is not here, or there never was an account: nothing to look it up in. */
const outOfReach = [
  /手机(?:也|都|现在|正好)?(?:没电|不在(?:身边|手边|手上|旁边)?|没带|落|丢|坏|摔|被偷)|(?:单号|订单号?|短信|邮件|记录)?(?:都|也)?(?:存|在)(?:我)?(?:老公|老婆|爱人|妈|爸|儿子|女儿|家人|别人|家里|公司|另一[个台部]|以前|旧|原来|别的)(?:的)?(?:那)?(?:手机|电脑|邮箱)|换(?:了)?(?:个)?(?:新)?(?:手机|号)|(?:短信|邮件|记录|通知)(?:都|也|早)?(?:没了|删|清)|没(?:有)?(?:注册|登录|账号|帐号|会员)|游客|用(?:我)?(?:朋友|家人|别人|老公|老婆|爸|妈|同事|儿子|女儿|亲戚)的?(?:号|账号|帐号|手机|微信)(?:买|下|拍|订)/,
  /\b(?:(?:my )?phone (?:is |has )?(?:dead|broken|lost|died|at home|not here|not with me|stolen)|(?:on|in) (?:my|his|her|their) (?:other|old|work|home|husbands?|wifes?|mums?|moms?|dads?) (?:phone|laptop|computer|e ?-?mail|inbox|account|tablet)|(?:no|without) (?:order )?(?:number|no|email|confirmation) (?:on|with) me|cant (?:look|check) it(?: up)?|as a guest|guest (?:checkout|order)|without (?:an )?account|(?:didnt|did not|never) (?:register|sign up|make an account|create an account)|(?:never|didnt|havent|not) (?:got|get|received?|had|have)(?: any| an?| the| my)?(?: order| confirmation)? (?:confirmation|e ?-?mail)|off the top of my head|(?:e ?-?mail|message|text|confirmation) (?:is|was|got|has been)? ?(?:gone|deleted|lost))\b/,
];

/** Somebody else ordered: theirs is the number or the phone that counts. */
const another =
  /(?:\b(?:my|our)|^(?:it was )?(?:the )?) ?(?:husband|wife|partner|mum|mom|mother|dad|father|son|daughter|kids?|boyfriend|girlfriend|brother|sister|friend|boss|colleague|grandma|grandson|flatmate|roommate)s?(?: has| had| is the one who)? (?:order|bought|buy|placed|made|paid|got it|did (?:it|the order))|\b(?:ordered|bought|paid for|placed) (?:it )?by (?:my|somebody|someone)|\bnot me who (?:ordered|bought)|\b(?:somebody|someone) else (?:ordered|bought|placed)\b/;
const ofAnother =
  /^(?:不是我|是|这是|这个是|我)*(?:朋友|家人|老公|老婆|爱人|对象|男朋友|女朋友|妈妈?|爸爸?|儿子|女儿|同事|别人|他|她)(?:帮我|替我|给我)?(?:的|下|买|订|拍|送)/u;

/** Said alone it says that there is none. */
const bare = /^(?:没有?|没了|木有|没呢|没啊|真的?没有|没有啊|没有呢|没有了|no|none|nope|nothing)$/;

const longest = 120;
const byBlank = /(?<=\p{Script=Han})\s+(?=[\p{Script=Han}\p{L}])/u;

function pieces(text: string): string[] {
  return sentences(plainly(text))
    .flatMap((sentence) => sentence.split(byBlank))
    .map((piece) => piece.replace(/[\p{P}\p{S}]+$/u, '').trim());
}

/** Asks where the thing that was asked for stands, or what it looks like. */
export function asksWhere(text: string): boolean {
  return text.length <= longest && pieces(text).some((piece) => where.some((pattern) => pattern.test(piece)));
}

/** Says that they do not have it, cannot find it, or forgot it. */
export function hasNone(text: string): boolean {
  if (text.length > longest) return false;
  const said = pieces(text);
  if (outOfReach.some((pattern) => pattern.test(plainly(text))) || another.test(plainly(text))) return true;
  return said.some((piece) => ofAnother.test(piece) || lacking.some((pattern) => pattern.test(piece))) || (said.length === 1 && bare.test(said[0]!));
}
