/** Texts of the palette: loaded with it, the same keys in both languages. */
const en = {
  hint: 'A page, a customer, an order number, or what to do',
  page: 'page',
  act: 'do it here',
  conversation: 'conversation',
  customer: 'customer',
  flow: 'flow',
  nothing: (q: string) => `Nothing found for “${q}”.`,
  found: (n: number) => (n === 1 ? '1 found' : `${n} found`),
};
const zh: typeof en = {
  hint: '页面、顾客、订单号，或要做的事',
  page: '页面',
  act: '在此操作',
  conversation: '对话',
  customer: '顾客',
  flow: '流程',
  nothing: (q) => `没有找到“${q}”。`,
  found: (n) => `找到 ${n} 项`,
};

export const paletteWords = { en, zh };
