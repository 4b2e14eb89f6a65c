/** Texts of the page of API keys: the same keys in both languages. */
const areasEn: Record<string, string> = {
  inbox: 'Inbox',
  customers: 'Customers',
  erase: 'Erasing customers',
  goods: 'Products and orders',
  stock: 'Changing products and orders',
  coupons: 'Coupons',
  flows: 'Flows',
  knowledge: 'Knowledge',
  segments: 'Segments',
  broadcasts: 'Broadcasts',
  reports: 'Reports',
  channels: 'Channels',
  operations: 'Operations',
};
const areasZh: Record<string, string> = {
  inbox: '收件箱',
  customers: '顾客',
  erase: '彻底删除顾客',
  goods: '商品和订单',
  stock: '修改商品和订单',
  coupons: '优惠券',
  flows: '流程',
  knowledge: '知识库',
  segments: '人群',
  broadcasts: '群发',
  reports: '报表',
  channels: '渠道',
  operations: '运行状态',
};

/** What scopes allow, by their areas. */
const told = (scopes: readonly string[], areas: Record<string, string>, write: (area: string) => string, sign: string): string =>
  scopes
    .map((scope) => scope.split(':'))
    .map(([area = '', how]) => (how === 'write' ? write(areas[area] ?? area) : (areas[area] ?? area)))
    .join(sign);
const isAll = (scopes: readonly string[], all: readonly string[]): boolean => all.length > 0 && all.every((scope) => scopes.includes(scope));

const en = {
  keys: 'API keys',
  lead: 'For scripts and assistants: each with what it may do. The audit log shows what each did.',
  newKey: 'New key',
  none: 'No keys yet.',
  noneDo: 'A key lets a script of yours, or an assistant over MCP, do what you allow it, and nothing else.',
  over: 'over',
  may: (scopes: readonly string[], all: readonly string[]) => (isAll(scopes, all) ? 'Everything' : told(scopes, areasEn, (area) => `${area} (changes)`, ', ')),
  madeBy: (who: string, when: string) => `made by ${who}, ${when}`,
  unused: 'never used',
  revoke: 'Take away',
  revokeTitle: (name: string) => `Take the key “${name}” away?`,
  revokeText: 'Whatever uses it stops at once. It cannot be brought back; make a new one instead.',
  once: 'Copy it now: it is shown this once. Keep it like a password.',
  theKey: 'The key',
  forWhat: 'What is it for?',
  forWhatHint: 'For example: order sync, assistant of Mei',
  life: 'Good for',
  forGood: 'Until it is taken away',
  days: (count: string) => `${count} days`,
  readAll: 'Read everything',
  writeAll: 'Read and change everything',
  mayWhat: 'What it may do',
  nothing: 'Nothing',
  read: 'Read',
  write: 'Read and change',
  make: 'Make the key',
  areas: areasEn,
};
type KeyWords = typeof en;

const zh: KeyWords = {
  keys: 'API 密钥',
  lead: '给脚本和 AI 助手使用，每个密钥都有自己的权限；操作记录里能看到每个密钥做了什么。',
  newKey: '新建密钥',
  none: '还没有密钥。',
  noneDo: '有了密钥，您的脚本或通过 MCP 接入的助手就能做您允许的事，其他一概不能。',
  over: '已失效',
  may: (scopes, all) => (isAll(scopes, all) ? '全部权限' : told(scopes, areasZh, (area) => `${area}（可修改）`, '、')),
  madeBy: (who, when) => `${who} 创建于 ${when}`,
  unused: '从未使用',
  revoke: '删除',
  revokeTitle: (name) => `要删除密钥“${name}”吗？`,
  revokeText: '正在使用它的程序会立即停止。删除后无法恢复，只能新建一个。',
  once: '请现在复制，密钥只显示这一次。请像密码一样保管。',
  theKey: '密钥',
  forWhat: '用途',
  forWhatHint: '例如：订单同步、小美的助手',
  life: '有效期',
  forGood: '长期有效，直到删除',
  days: (count) => `${count} 天`,
  readAll: '读取全部',
  writeAll: '读取并修改全部',
  mayWhat: '权限',
  nothing: '无',
  read: '只读',
  write: '读取和修改',
  make: '创建密钥',
  areas: areasZh,
};

export const keyWords = { en, zh };
