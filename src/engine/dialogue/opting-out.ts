/** Does a customer want no more advertising, in whatever sentence? */
import { courteous } from './courtesy.ts';
import { plainly, sentences } from './said-plainly.ts';

/** Keywords that are an opt-out when they are all that a message says, politeness aside. Source: the CTIA's list for messaging, and 退订/TD in China. */
const keywords = new Set([
  ...[
    'stop',
    'stop all',
    'stopall',
    'stop now',
    'stop it',
    'stop this',
    'stop these',
    'stop them',
    'end',
    'unsubscribe',
    'unsub',
    'opt out',
    'optout',
    'opt-out',
    'stop stop',
  ],
  ...[
    'stop promotions',
    'arret',
    'td',
    '退订',
    '退订了',
    '我要退订',
    '退订一下',
    '取消订阅',
    '取消推送',
    '关闭推送',
    '停止推送',
    '拒收',
    '不要再发了',
    '别再发了',
  ],
]);

/** Those that say nothing of messages: amid a question they may as well mean what is asked. */
const bareStops = new Set(['stop', 'stop now', 'stop it', 'stop this', 'stop stop', 'end']);

const ads =
  '(?:ads?|adverts?|advertis\\w+|promos?|promotions?|promotional \\w+|offers?|deals|marketing(?: \\w+)?|spam|newsletters?|campaigns?|coupons?|reminders?|notifications?|broadcasts?)';
const messages = `(?:(?:${ads}|this|these|those|such|your|the|any|more|of|stupid|annoying|daily|text|sms|whatsapp|email|phone) )*(?:${ads}|messages?|msgs?|texts?|sms|emails?|stuff|them|this|these|it)`;
const adsZh =
  '(?:(?:短信|微信|手机|邮件|电话|垃圾|营销|促销|推广|推销)(?=广告|推广|推送|促销|营销|推销))?(?:广告|推广|推送|促销|营销|推销|垃圾(?:信息|短信|消息|邮件)|优惠券?(?:信息|消息|短信|通知)|活动(?:信息|消息|通知|短信)|群发|上新通知|骚扰(?:信息|短信|电话))(?:信息|消息|短信|通知|邮件|电话)?';
/** "Always", between the stopping and what is to be stopped. */
const always = '(?:老是?|总是?|天天|每天|一直|整天)?';
const ask =
  '(?:(?:ugh|omg|wtf|ffs|hey|god|seriously|come on|please|pls|plz|can|could|would|will|you|u|i|id|i would|like|want|need|wanna|how|do|to|just|kindly|ok|already|now|must|should) )*';
const tail =
  '(?: (?:to|on|in) (?:me|us|my \\w+|here))?(?: (?:please|pls|now|already|any ?more|again|ever|immediately|at once|at all|ok|from (?:you|now on)|for good|thanks|thank you|me|us))*(?:,? (?:its|it is|this is|thats|that is|so|very|really) .{0,15}(?:annoying|enough|harassment|spam|too much))?';

/** One sentence of a message, whole. */
const ofSentence = [
  `${ask}(?:unsubscribe|unsub|opt[ -]?out|unsuscribe|unsubcribe)(?: (?:me|us|my \\w+))?(?: (?:from|of) .{1,40})?${tail}`,
  `${ask}opt (?:me|us) out(?: (?:from|of) .{1,40})?${tail}`,
  `${ask}(?:stop|quit|cease)(?: (?:sending|messaging|texting|spamming|contacting|bothering|emailing|writing|disturbing|harassing|getting|receiving))(?: (?:to|me|us|my (?:phone|inbox|number|email)))*(?: (?:with )?${messages})?(?: to me)?${tail}`,
  `${ask}(?:stop|cancel|end|turn off|disable) (?:with )?(?:all )?(?:(?:of|the|your|these|those|this|my|sms|text|email|promo) )*(?:${ads}|messages|msgs|texts|subscription|notifications)${tail}`,
  `(?:please )?(?:no more|enough|enough with|enough of)(?: (?:of|the|your|these|those|this|with|promo|sms|text|email))* (?:${ads}|messages|msgs|texts|sms|emails|promo calls)${tail}`,
  `(?:please )?no (?:marketing|promotional|promo|advertising|spam|ad) (?:messages|msgs|texts|sms|emails?|calls)${tail}`,
  `${ask}(?:did not|didnt|never|have not|havent)(?: ever)? (?:sign(?:ed)? up|subscribed?|ask(?:ed)?|agreed?|opt(?:ed)? in) (?:for|to)(?: (?:any|these|those|your|the|all|get|getting|receive|receiving))* (?:${ads}|messages|texts)${tail}`,
  `${ask}(?:dont|do not|never|not)(?: ever)? (?:send|give|message|text|contact|write|spam|email|bother|disturb)(?: (?:to|me|us))+(?: ${messages})?(?: to me)?(?: (?:any ?more|again|ever))${tail}`,
  `${ask}(?:dont|do not|never)(?: ever)? (?:send|give|spam|text|message)(?: (?:to|me|us))*(?: (?:any|more|of|your|these|those|the|this))* ${ads}${tail}`,
  `i (?:really )?(?:dont|do not|no longer) (?:want|need|wish|care)(?: (?:to|for))?(?: (?:get|getting|receive|receiving|see|have))?(?: (?:any|more|of|your|these|those|the|this))* (?:${ads}|messages|texts)(?: from you)?${tail}`,
  `(?:${ask}|you may |you can |plese )(?:take|get|remove|delete|drop) (?:me|us|my (?:number|name|phone|email|contact))(?: (?:off|from|out))(?: of)?(?: (?:the|your|this|that|all|mailing|marketing|promo|promotion|contact|broadcast|email|sms))* (?:lists?|group|database|subscription|ads?)${tail}`,
  `(?:${ask}|you may |you can |plese )(?:take|remove|delete|drop|get|cut) (?:me|us|my (?:number|numbr|phone|phone number|email|contact))(?: (?:off|out|from .{0,20}(?:lists?|broadcasts?|groups?|database|whatsapp|chats?|contacts?|ads?)))?${tail}`,
  `${ask}(?:dont|do not|no longer|no) (?:want|need)(?: (?:all|any|more|your|these|those|the|of))* (?:publicity|${ads})${tail}`,
  `why (?:do|are|did) (?:you|u|i|we)(?: (?:keep|always|still|keeps))? (?:texting|messaging|sending|spamming|getting|receiving|writing|contacting|get|receive|send|text|spam)(?: (?:to|me|us))*(?: ${messages})?(?: to me)?(?: (?:every|each|all|day|week|the|time|daily|so often|again|always|so|many|much))*`,
  `(?:please )?leave me alone${tail}`,
  `stop${tail}`,
  `(?:请|麻烦|帮|我|你们?|以后|能不能|可以|可不可以|真的|烦死了|求|都|就|再也)*(?:别|请?勿|不要|不想|不用|停止|拒绝|不再|不需要|不接收|不接受|取消|关闭|屏蔽|关掉)(?:再)?${always}(?:给我|向我|往我这|再)*${always}(?:继续)?(?:发送|send|传|发|接收|收到|收|推送|推|看到|看|来|打电话|打)?(?:任何|这些|这种|什么|你们的|这个|那些|店里的)*${adsZh}(?:给我)?(?:了|吧|啦|吗|行吗|好吗|行不行)*`,
  '(?:请|麻烦|你们?|以后|能不能|可以|求)*(?:别|不要|不许)(?:再)?(?:给我|向我)?(?:再)?(?:发|传|send|推送?|群发)(?:任何|这些|这种)*(?:消息|信息|短信|东西|微信)(?:给我)?(?:了|吧|啦|吗|行吗|好吗)*',
  '(?:我)?(?:不想|不要|不愿意|不希望)(?:再)?(?:收到|接收|看到)(?:你们|任何|这些|这种|的|店里?)*(?:消息|信息|短信|通知)(?:了|啦)*',
  '(?:请|你们?|能不能|求)*(?:别|不要)(?:再)?(?:来)?(?:骚扰|打扰|烦)(?:我|我们)(?:了|啦|行吗|好吗)*',
  '(?:请|麻烦|帮我|怎么|如何|怎样|我要|我想|在哪|可以|能不能|要)*(?:退订|取消订阅|取消推送|关闭推送|关掉推送|停止推送)(?:你们|这个|消息|推送|通知|短信|广告|啊|吗|呢|了|的|一下|吧)*',
  `(?:你们的?|那些|这些|所有)*${adsZh}(?:之?类|的|那些|什么的)*(?:就|请|都|以后)*(?:别|不要|不用|不必)(?:再)?(?:给我)?(?:发|推|来|送)(?:过来|来)?(?:给我)?(?:了|吧|啦)*`,
  `(?:你们的?|那些|这些)*${adsZh}(?:能不能|可不可以|可以|请|麻烦)*(?:停|关|取消|退)(?:了|掉|一下|下)*(?:吗|吧|行吗|好吗|啊|呢)*`,
  `(?:你们?)?再(?:给我|敢|来|继续|打电话)*(?:发|推|推送|来|打)?(?:这种|这些|一次|一条|个)*${adsZh}(?:我)?(?:就|直接|马上).{0,10}(?:投诉|举报|拉黑|屏蔽|取关|报警|12315|12321|工信部|告).{0,6}`,
  '(?:请|麻烦)?(?:回复?(?:td|[tn])(?:退订)?|(?:td|[tn])退订|退订(?:td|[tn]))',
  `(?:请|麻烦|以后|你们)*(?:别|不要)(?:再)?(?:往|朝)(?:这|我这|这儿|这里|这个号)(?:儿|里|边)?(?:发|推|推送|群发).{0,6}`,
  '(?:怎么|为什么|为啥|干嘛|烦死了?|烦不烦|你们|又|老|老是|总|总是|天天|每天|一直)*(?:天天|每天|老是?|总是?|一直|又)(?:给我|往我这|跟我)?(?:发|推)(?:广告|消息|信息|短信|这些|这种)?(?:烦死了?|烦不烦|真烦)?(?:啊|呢|了|吗)*',
  '(?:请|麻烦)?(?:把)?我(?:的(?:号码|手机号|电话|微信))?从.{0,8}(?:名单|列表|群|通讯录)(?:里|中|上)?(?:删|移|去|剔|踢)(?:掉|除|出去?|走|去)?(?:吧|了)?',
].map((source) => new RegExp(`^(?:${source})$`));

/** "STOP" in capitals as a sentence of its own is meant, whatever else is said. */
const shouted = /(?:^|[.!?,;\n]\s*)STOP\s*(?:[.!?,;\n]|$)/;
/** Longer messages are stories: only what they end with, or what is shouted, is looked at. */
const longest = 600;

/** "No more" that does not say of what; with talk of advertising beside it, it is of that. */
const bare =
  /^(?:请|麻烦|求求?你们?|真的|都|以后)*(?:别|不要|请?勿)(?:再)?(?:给我)?(?:再)?(?:发|推|推送|打)(?:给我)?(?:了|啦|吧)*(?:别发了)*$|^(?:please )?(?:stop|enough|no more)(?: (?:it|this|that|now|please))*$/;
const ofAds = new RegExp(
  `${adsZh}(?![上里中]|的?那)|(?:天天|每天|一直|老是?|总是?)(?:给我)?发(?!货|烧|现)|没(?:有)?(?:订阅|关注)过?|\\b(?:spam\\w*|ads|adverts|promos|newsletters?|(?:sign(?:ed)?|signing) up|subscribed?)\\b`,
);

/** The sentences of a message; in Chinese a blank may stand for the mark between two of them, or for nothing at all. */
function parts(plain: string): string[] {
  const apart = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;
  return [...new Set(sentences(plain).flatMap((sentence) => [...sentence.split(apart), sentence.replace(apart, '')]))];
}

const bothered = /烦|骚扰|打扰|受不了|够了|垃圾|\b(?:annoy\w*|harass\w*|spam\w*|sick of|fed up|enough|wtf|ffs|stupid|leave me alone|bother\w*|already)\b/;

/** Does who opts out say that the messages were a nuisance? */
export function isBothered(text: string): boolean {
  return bothered.test(plainly(text.slice(-longest)));
}

/** Does who opts out say no more than that something is to stop? */
export function onlyStops(text: string): boolean {
  const plain = plainly(text.slice(-longest)).replace(/[.!。！~]+$/, '');
  return bareStops.has(plain) || bareStops.has(courteous(plain).core.replace(/[\p{P}\p{S}]+$/u, ''));
}

/** Opting out comes before everything: in any sentence of the message, whatever stands around it. An offer that is only declined is none. */
export function optsOut(text: string): boolean {
  const short = text.slice(-longest);
  if (shouted.test(short)) return true;
  const plain = plainly(short).replace(/[.!。！~]+$/, '');
  const whole = courteous(plain).core.replace(/[\p{P}\p{S}]+$/u, '');
  if (keywords.has(plain) || keywords.has(whole)) return true;
  const said = parts(plain).map((sentence) => courteous(sentence).core);
  if (said.some((core) => core !== 'stop' && ofSentence.some((pattern) => pattern.test(core)))) return true;
  return said.some((core) => bare.test(core)) && said.some((core) => !bare.test(core) && ofAds.test(core));
}
