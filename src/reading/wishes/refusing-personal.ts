/** Tells whether a customer refuses recommendations by what they bought, or wants them again, in whatever sentence. */
import { courteous } from '../courtesy.ts';
import { plainly, sentences } from '../said-plainly.ts';

/** "Personal recommendations", as people and the settings of apps call them. Goods may be personal too (个性化定制): those are not meant. */
const named =
  '(?:(?:个性化|个人化|个性|定向|智能|精准|自动化|私人|算法)(?:的)?(?:商品|产品|内容|广告|消息)?(?:的)?(?:推荐|推送|推介|营销)(?:功能|服务|设置)?|(?:猜你喜欢|为你推荐|为您推荐|猜我喜欢))';
/** What is known of a customer. */
const data =
  '(?:买过的?(?:东西|商品|那些)?|购买(?:记录|历史|数据)?|购物(?:记录|历史|数据)|(?:历史)?订单(?:记录|历史)?|消费(?:记录|习惯|数据)|浏览(?:记录|历史)|喜好|偏好|个人(?:信息|数据|资料|喜好|偏好)|数据|隐私|记录|信息)';
const no = '(?:不要|别|请?勿|不想|不想要|不愿意|不希望|不需要|不用|不接受|不同意|不许|不准|不允许|拒绝|禁止|停止|反对)';
const polite = '(?:请|麻烦|帮我|给我|你们?|以后|能不能|可不可以|可以|我要|我想|我|怎么|如何|怎样|在哪里?|都|就|再|一下|把|将)*';
const tailZh = '(?:了|吧|啦|吗|掉|一下|可以吗|行吗|好吗|呢|啊|谢谢|的)*';

const adj = '(?:personali[sz]ed|personal|individual|targeted|tailored|custom(?:i[sz]ed)?)';
const recs = '(?:recommend(?:ations?|ing|s)?|recs|suggest(?:ions?|ing)?|picks|offers|ads)';
const basis =
  '(?:my|the things i|what i|things i|stuff i) ?(?:past |previous |order |purchase |purchasing |shopping |browsing |personal |own )*(?:orders?|purchases?|history|data|behaviou?r|info(?:rmation)?|habits|activity|bought|ordered|buy|have bought|browsed)';
const ask =
  '(?:(?:please|pls|plz|can|could|would|will|you|u|i|id|i would|like|want|need|wanna|how|do|to|just|kindly|ok|already|now|must|should|hey|so|where|we|it|to be) )*';
const end = '(?: (?:please|pls|now|any ?more|again|ever|at all|ok|from now on|for good|thanks|thank you|for me|to me|in this chat|here|from you|either))*';

/** One sentence of a message, whole. */
const off = [
  `${polite}(?:关闭|关掉|关了|关|取消|退出|停用|停掉|停止|屏蔽|退订|禁用|撤回)(?:我的?)?(?:这个|那个|你们的)?${named}${tailZh}`,
  `${polite}${no}(?:再)?(?:给我|向我|对我)?(?:再)?(?:做|用|搞|来|看到|看|收到|接受|使用|进行|推|发|任何)*${named}${tailZh}`,
  `${polite}${named}(?:给我|请|帮我|能不能|可以|麻烦|都)*(?:关闭|关掉|关了|关|取消|停用|停掉|停止|停了|退订|禁用)${tailZh}`,
  `${polite}${no}(?:再)?(?:根据|按照?|用|拿|看|凭|依据|基于|通过|利用|使用|分析|参考)(?:我|我们)?(?:的|以前|之前|过去)*${data}(?:来|去|给我|向我|做|搞|进行)*(?:给我)?(?:个性化)?(?:的)?(?:推荐|推销|推送|推介|猜)(?:东西|商品|产品)?(?:给我)?${tailZh}`,
  `${polite}${no}(?:再)?(?:分析|追踪|跟踪|利用)(?:我|我们)(?:的|以前|之前|过去)*${data}${tailZh}`,
  `${polite}${no}(?:再)?(?:给我)?(?:做)?(?:用户)?画像${tailZh}`,
  `${ask}(?:turn|switch|shut) off (?:all |the |your |any )*(?:${adj} ${recs}|personali[sz]ation|profiling|${recs} (?:based|built|made) (?:on|from|off) ${basis})${end}`,
  `${ask}(?:turn|switch|shut) (?:the |all |your |my )*(?:${adj} ${recs}|personali[sz]ation|profiling) off${end}`,
  `${ask}(?:stop|disable|deactivate|cancel|end|remove|quit|no more|no|opt out of|opt out from|opt me out of|unsubscribe from|unsubscribe me from|refuse|decline|object to) (?:all |the |your |any |these |those |my |with |me |from |getting |receiving |showing |sending |giving )*(?:${adj} ${recs}|personali[sz]ation|profiling(?: me)?)${end}`,
  `${ask}(?:stop|quit) (?:${recs} (?:me )?(?:things|stuff|products|items|goods|anything)?|making ${recs}) ?(?:based|by|from) (?:on )?${basis}${end}`,
  `${ask}(?:stop|quit) (?:profiling|tracking) (?:me|what i buy|my (?:orders|purchases|shopping))(?: for ${recs})?${end}`,
  `${ask}(?:dont|do not|never|not) (?:recommend|suggest|show|offer)(?: (?:me|us))?(?: (?:things|stuff|products|items|goods|anything))? (?:based on|by|from|because of) ${basis}${end}`,
  `${ask}(?:dont|do not|never|not) (?:use|analy[sz]e|look at|process) ${basis} (?:for|to|in|when) (?:make |making |give |giving |show |your |any |${adj} |you )*(?:${recs}|recommend(?: me)?(?: (?:things|stuff))?|suggest(?: me)?(?: (?:things|stuff))?)${end}`,
  `(?:i )?${ask}(?:dont|do not|no longer) (?:want|need|like|wish|agree)(?: (?:to|get|getting|receive|see|any|your|these|for|with|more))* (?:${adj} ${recs}|profiling|to be profiled|${recs} (?:based on|from) ${basis})${end}`,
].map((source) => new RegExp(`^(?:${source})$`));

const on = [
  `${polite}(?:重新|再)?(?:开启|打开|恢复|启用|开通|开|继续)(?:我的?)?(?:这个)?${named}${tailZh}`,
  `${polite}${named}(?:给我|请|帮我|重新|再|可以|能不能)*(?:开启|打开|恢复|启用|开)(?:起来|回来)?${tailZh}`,
  `${ask}(?:turn|switch) on (?:the |your |my |all )*(?:${adj} ${recs}|personali[sz]ation)(?: (?:back|again))?${end}`,
  `${ask}(?:turn|switch) (?:the |your |my )*(?:${adj} ${recs}|personali[sz]ation) (?:back )?on${end}`,
  `${ask}(?:enable|activate|resume|restart|allow) (?:the |your |my )*(?:${adj} ${recs}|personali[sz]ation)${end}`,
].map((source) => new RegExp(`^(?:${source})$`));

/** Most characters that are read of a message. */
const longest = 300;

/**
 * Returns what a customer wants of personal recommendations; undefined when the message says nothing of them.
 * @example
 * ```ts
 * import { personalWish } from './refusing-personal.ts';
 * personalWish('关闭个性化推荐'); // => 'off'
 * personalWish('turn on personal recommendations'); // => 'on'
 * personalWish('do you sell personalised mugs?'); // => undefined
 * ```
 */
export function personalWish(text: string): 'off' | 'on' | undefined {
  const plain = plainly(text.slice(-longest));
  const said = sentences(plain).map((sentence) =>
    courteous(sentence)
      .core.replace(/[\p{P}\p{S}]+$/u, '')
      .trim(),
  );
  if (said.some((core) => off.some((pattern) => pattern.test(core)))) return 'off';
  return said.some((core) => on.some((pattern) => pattern.test(core))) ? 'on' : undefined;
}
