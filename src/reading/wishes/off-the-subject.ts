/** Tells whether a question is about the world and not about a shop: nobody of the team is called for it. */
import { plainly } from '../said-plainly.ts';

const zh =
  /天气|下雨|气温|几点了|几月几号|星期几|新闻|股票|股价|彩票|笑话|唱(?:首|个)?歌|作诗|写(?:首|篇|段|个)|翻译|(?:首都|总统|主席)|世界杯|比赛|算命|星座|人生|女朋友吗|男朋友吗|结婚|你(?:几岁|多大|爱|喜欢)/;
const en =
  /\b(?:weather|raining|temperature outside|what time is it|what day is it|news|stocks?|bitcoin|crypto|lottery|jokes?|sing|poem|essay|translate|homework|capital of|president|prime minister|world cup|who won|meaning of life|horoscope|marry|(?:girl|boy)friend\?|how old are you|do you (?:love|like|dream|sleep|eat))\b/;

export function offTheSubject(text: string): boolean {
  const plain = plainly(text);
  return zh.test(plain) || en.test(plain);
}
