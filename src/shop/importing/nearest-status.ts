/** The status word that a word nobody knows is nearest to, for the message that asks for it. */
import { nearest } from '../../reading/nearest.ts';

/** Pattern that status words of a kind share, and the word to write for it. The first that fits decides: denied or future states stand before past ones. */
const kinds: readonly [word: RegExp, zh: string, en: string][] = [
  [
    /(?:未|没|沒|尚|待|等|准备|準備|即将|即將).{0,3}(?:付|款|支付)|unpaid|not\s*paid|(?:await|wait|pending|no)\w*\s*payment|created|order\W*received|^new\b/i,
    '待付款',
    'unpaid',
  ],
  [
    /(?:未|没|沒|尚|待|等|准备|準備|即将|即將).{0,3}(?:发|發|寄|出库|出庫|出货|出貨)|备货|備貨|配货|配貨|处理中|處理中|(?:not|to\s*be|await|wait|ready\s*to|un)\W*\w*\s*(?:ship|dispatch|despatch|send|sent|post)|prepar|in\s*process/i,
    '待发货',
    'unshipped',
  ],
  [
    /(?:退款|退钱|退錢).{0,3}(?:中|申请|申請|待)|(?:申请|申請|待|要求).{0,3}退|(?:refund|return)\s*(?:request|pending|open)|售后|售後/i,
    '退货中',
    'return_requested',
  ],
  [/退款|退钱|退錢|refund|reimburs|money\s*back/i, '已退款', 'refunded'],
  [/退货|退貨|退回|return|sent\s*back|back\s*to\s*sender/i, '已退货', 'returned'],
  [/取消|关闭|關閉|作废|作廢|cancel|void|abort|reject/i, '已取消', 'cancelled'],
  [/异常|異常|滞留|滯留|丢件|丟件|lost|delay|stuck|problem|held/i, '异常', 'stalled'],
  [/派送|派件|送货中|送貨中|out\s*(?:for|on)|with\s*(?:the\s*)?(?:courier|driver)/i, '派送中', 'out_for_delivery'],
  [/签收|簽收|收到|收货|收貨|送达|送達|妥投|交付|完成|完结|完結|deliver|arriv|receiv|picked\s*up|collected|finish|done|closed/i, '已签收', 'delivered'],
  [/打包|装箱|裝箱|包好|pack|boxed/i, '已打包', 'packed'],
  [
    /发|發|寄|出库|出庫|出货|出貨|在途|运|運|路上|揽|攬|ship|dispatch|despatch|sent|post|transit|on\s*(?:the|its)\s*way|hand(?:ed)?\s*over/i,
    '已发货',
    'shipped',
  ],
  [/付|款|paid|pay/i, '已付款', 'paid'],
];

/** Characters of a cell that are looked at. */
const longest = 80;

const han = /\p{Script=Han}/u;

/** Returns the word to write instead, in the script of the cell; undefined when it is near to nothing. */
export function nearestStatus(written: string, words: readonly string[]): string | undefined {
  const cell = written.slice(0, longest);
  const known = kinds.find(([word]) => word.test(cell));
  if (known) return han.test(cell) ? known[1] : known[2];
  return nearest(cell.toLowerCase(), words);
}
