/** Words that merchants write in place of a name or an operator of conditions. */
import type { FactName } from './person-facts.ts';

const wordsFor: Readonly<Record<FactName, readonly string[]>> = {
  name: ['names', 'customer_name', '姓名', '名字', '昵称'],
  lang: ['language', 'langs', 'locale', '语言'],
  email: ['mail', 'e_mail', '邮箱', '邮件'],
  phone: ['tel', 'mobile', 'telephone', '手机', '手机号', '电话'],
  zone: ['timezone', 'time_zone', '时区'],
  source: ['came', 'came_from', 'utm_source', 'referrer', '来源'],
  last_source: ['came_last', 'latest_source', '最近来源'],
  tags: ['tag', 'label', 'labels', '标签'],
  channels: ['channel', '渠道'],
  products: ['product', 'sku', 'skus', 'items', 'bought', '商品', '买过'],
  categories: ['category', '分类', '品类', '类目'],
  got: ['received', 'sent', 'broadcasts', '收到', '收到过'],
  clicked: ['click', 'clicks', 'opened', '点击', '点击过'],
  replied: ['reply', 'replies', 'answered', '回复', '回复过'],
  orders: ['order', 'order_count', 'orders_count', 'purchases', '订单', '订单数', '下单次数'],
  spent: ['spend', 'total_spent', 'total_spend', 'amount', 'revenue', 'ltv', '消费', '消费额', '消费金额', '累计消费'],
  first_order: ['first_buy', 'first_purchase', 'first_ordered', '首次下单', '首单'],
  last_order: ['last_buy', 'last_purchase', 'last_ordered', 'last_bought', '最近下单', '上次下单', '最近购买'],
  last_seen: ['last_active', 'last_visit', 'last_message', 'active', 'seen', '最近活跃', '上次来访', '最近互动'],
  joined: ['created', 'created_at', 'registered', 'since', 'signup', '加入时间', '注册时间', '关注时间'],
  marketing: ['consent', 'subscribed', 'opted_in', 'agreed', '同意', '订阅'],
  contact: ['vars', 'answers', 'attributes', 'custom', 'customer', '变量', '回答'],
};

const names = new Map(Object.entries(wordsFor).flatMap(([name, words]) => words.map((word) => [word, name] as const)));

/** The name that somebody means by a word of their own. */
export function nameMeant(word: string): string | undefined {
  return names.get(word.toLowerCase());
}

const operators: Readonly<Record<string, readonly string[]>> = {
  contains: ['contain', 'include', 'includes', 'including', 'has', 'have', 'having', 'in', 'like', '包含', '含有', '含', '有'],
  '==': ['is', 'equals', 'equal', 'eq', '等于', '是', '为'],
  '!=': ['isnt', 'ne', '不等于', '不是'],
  '>': ['over', 'above', 'more', 'greater', 'gt', 'after', 'since', '大于', '超过', '多于', '高于', '晚于'],
  '<': ['under', 'below', 'less', 'fewer', 'lt', 'before', 'within', '小于', '少于', '低于', '不到', '早于'],
  '>=': ['gte', '大于等于', '不少于', '至少'],
  '<=': ['lte', '小于等于', '不超过', '至多'],
};
const byWord = new Map(Object.entries(operators).flatMap(([operator, words]) => words.map((word) => [word, operator] as const)));

/** The word in place of an operator behind one of these names, or the text or number where one is missing. */
export function operatorMeant(source: string, factNames: readonly string[]): { at: number; word: string; meant: string } | undefined {
  const bare = source.replace(/"[^"]*"|'[^']*'/g, (quoted) => `"${'_'.repeat(quoted.length - 2)}"`);
  const behind = new RegExp(`(?<![\\w."'])(?:${factNames.join('|')})(?:\\.\\w+)*\\s+(?!(?:and|or|not|contains|matches)(?!\\w))([\\p{L}_]+|"|\\d)`, 'gu');
  for (const match of bare.matchAll(behind)) {
    const [whole, word = ''] = match;
    const at = match.index + whole.length - word.length;
    if (word === '"') return { at, word: '', meant: 'contains' };
    const meant = byWord.get(word.toLowerCase());
    if (meant !== undefined) return { at, word, meant };
    if (/\d/.test(word)) return { at, word: '', meant: '==' };
  }
  return undefined;
}
