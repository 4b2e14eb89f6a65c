/** The shop's own tables: products, orders, requests of customers, coupons and carts that were left. */
import { Link } from 'wouter';
import { useOwnWords } from '../language.tsx';
import { Page } from '../page.tsx';
import { Carts } from './carts.tsx';
import { Coupons } from './coupons.tsx';
import { ImportFile } from './import-file.tsx';
import { ShopRows } from './shop-rows.tsx';
import { shopWords } from './words.ts';

/** Each tab with the permission that it needs. */
const tabs = [
  ['orders', 'goods'],
  ['requests', 'customers'],
  ['products', 'goods'],
  ['coupons', 'coupons'],
  ['carts', 'customers'],
] as const;

export function Shop({ tab, may }: { tab: string; may(permission: string): boolean }) {
  const s = useOwnWords(shopWords);
  const shown = tabs.filter(([, permission]) => may(permission));
  const open = shown.find(([id]) => id === tab)?.[0] ?? shown[0]?.[0] ?? 'orders';
  return (
    <Page title={s.shop} lead={s.leads[open]} acts={may('stock') && open !== 'requests' && open !== 'carts' && <ImportFile kind={open} />}>
      <nav className="queues" aria-label={s.shop}>
        {shown.map(([id]) => (
          <Link key={id} to={`/shop/${id}`} aria-current={id === open ? 'page' : undefined}>
            {s.tabs[id]}
          </Link>
        ))}
      </nav>
      {open === 'carts' ? <Carts key={open} /> : open === 'coupons' ? <Coupons key={open} may={may} /> : <ShopRows key={open} kind={open} may={may} />}
    </Page>
  );
}
