/** Notices to people of the shop of a change that could not be settled at once. */
import { type NoticeRow, notices } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { bilingual } from '../../understanding/language-fallbacks.ts';
import type { ChangeKind } from '../change-kinds.ts';
import type { ChangeRow } from '../shop.ts';

const kinds: Readonly<Record<ChangeKind, { zh: string; en: string }>> = {
  cancel: { zh: '取消订单', en: 'cancelling it' },
  change_address: { zh: '改收货地址', en: 'the new address' },
  change_items: { zh: '换规格', en: 'the other variant' },
  change_payment: { zh: '改付款方式', en: 'the way of paying' },
  exchange: { zh: '换货', en: 'the exchange' },
  return: { zh: '退货', en: 'the return' },
  refund_account: { zh: '改退款账户', en: 'the account for the refund' },
  profile_address: { zh: '改会员地址', en: 'the address of the profile' },
};

const texts = {
  doubt: {
    zh: '{order}：顾客的“{kind}”已经发给店铺系统，但没有得到确认。请到店铺后台看一下；程序也会继续核实，不会重复提交。',
    en: '{order}: {kind} was sent to the shop’s system and not confirmed. Please look at the order there; the program goes on checking and sends nothing twice.',
  },
  done: {
    zh: '{order}：刚才没确认的“{kind}”，核实过了，已经改好。请告诉顾客。',
    en: '{order}: {kind}, which was in doubt, is done. Please tell the customer.',
  },
  not_done: {
    zh: '{order}：刚才没确认的“{kind}”，核实过了，没有改成。请联系顾客，需要的话再改一次。',
    en: '{order}: {kind}, which was in doubt, was not done. Please tell the customer, and do it again if they still want it.',
  },
} as const;

/** Adds the notice once. Rejects with StoreUnavailable. */
export async function tellOfChange(
  store: Store,
  row: ChangeRow,
  what: keyof typeof texts,
  lang: string,
  told: (notice: Pick<NoticeRow, 'conversation' | 'to' | 'text'>) => void,
): Promise<void> {
  const text = bilingual(texts[what], lang).replace('{order}', row.order).replace('{kind}', bilingual(kinds[row.kind], lang));
  const notice = { conversation: row.conversation, to: 'team', text };
  const done = await store.collection(notices).insert({ _id: `change:${row._id}:${what}`, ...notice, at: row.steps.at(-1)?.at ?? row.at, unread: 1 });
  if (done === 'done') told(notice);
}
