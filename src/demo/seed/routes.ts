/** Routes of parcels from the demo shop's warehouse in Hangzhou: by air across a border, or by road within China. */
import type { LocalName, OrderStatus, Parcel, TrackingStep } from '../../shop/shop.ts';
import type { DemoCustomer } from './customers.ts';

interface Leg {
  /** Hours after it was shipped. */
  after: number;
  status: string;
  place: string;
  text: LocalName;
}

interface Land {
  hub: string;
  city: LocalName;
  carrier: string;
}
const lands: Record<DemoCustomer['country'], Land> = {
  US: { hub: 'Los Angeles, US', city: { zh: '美国', en: 'the United States' }, carrier: 'USPS' },
  GB: { hub: 'London Heathrow, GB', city: { zh: '英国', en: 'the United Kingdom' }, carrier: 'Royal Mail' },
  CN: { hub: '', city: { zh: '', en: '' }, carrier: 'SF Express' },
  DE: { hub: 'Leipzig, DE', city: { zh: '德国', en: 'Germany' }, carrier: 'DHL' },
  SG: { hub: 'Changi, SG', city: { zh: '新加坡', en: 'Singapore' }, carrier: 'SingPost' },
  CA: { hub: 'Vancouver, CA', city: { zh: '加拿大', en: 'Canada' }, carrier: 'Canada Post' },
  AU: { hub: 'Sydney, AU', city: { zh: '澳大利亚', en: 'Australia' }, carrier: 'Australia Post' },
};

// biome-ignore format: a table, one leg a line
function abroad({ hub, city }: Land): Leg[] {
  return [
    { after: 0, status: 'shipped', place: 'Hangzhou, CN', text: { zh: '包裹已出库', en: 'Left our warehouse' } },
    { after: 6, status: 'in_transit', place: 'Hangzhou, CN', text: { zh: '快递员已揽收', en: 'Picked up by the carrier' } },
    { after: 18, status: 'in_transit', place: 'Shanghai, CN', text: { zh: '到达上海国际处理中心', en: 'Arrived at the Shanghai export centre' } },
    { after: 30, status: 'customs', place: 'Shanghai, CN', text: { zh: '出口清关完成', en: 'Export customs cleared' } },
    { after: 42, status: 'in_transit', place: 'Shanghai PVG, CN', text: { zh: '航班已起飞', en: 'Departed by air' } },
    { after: 78, status: 'customs', place: hub, text: { zh: `已抵达${city.zh}，等待清关`, en: `Arrived in ${city.en}, waiting for customs` } },
    { after: 96, status: 'customs', place: hub, text: { zh: '进口清关完成', en: 'Import customs cleared' } },
    { after: 118, status: 'in_transit', place: hub, text: { zh: '到达派送站点', en: 'At the local delivery depot' } },
    { after: 138, status: 'out_for_delivery', place: hub, text: { zh: '快递员正在派送', en: 'Out for delivery' } },
    { after: 144, status: 'delivered', place: hub, text: { zh: '已签收', en: 'Delivered' } },
  ];
}

// biome-ignore format: a table, one leg a line
const athome: Leg[] = [
  { after: 0, status: 'shipped', place: '杭州', text: { zh: '包裹已出库', en: 'Left our warehouse' } },
  { after: 4, status: 'in_transit', place: '杭州', text: { zh: '顺丰已收取快件', en: 'Picked up by SF Express' } },
  { after: 12, status: 'in_transit', place: '杭州萧山集散中心', text: { zh: '快件已发往目的地', en: 'Left the Hangzhou sorting centre' } },
  { after: 24, status: 'in_transit', place: '目的地城市', text: { zh: '快件到达目的地城市', en: 'Arrived in your city' } },
  { after: 32, status: 'out_for_delivery', place: '目的地网点', text: { zh: '快递员正在派送', en: 'Out for delivery' } },
  { after: 38, status: 'delivered', place: '目的地网点', text: { zh: '已签收', en: 'Delivered' } },
];

const stalledText: LocalName = { zh: '运输异常，承运商正在核查', en: 'Held up on the way, the carrier is looking into it' };

/** Makes the steps of a parcel that left at `shippedAt` and has `done` legs behind it; it was delivered at `deliveredAt` when that is given. */
export function travel(
  parcel: { order: string; index: number; skus: string[]; country: DemoCustomer['country'] },
  trip: { shippedAt: number; done?: number; deliveredAt?: number; status: OrderStatus },
): Parcel {
  const land = lands[parcel.country];
  const legs = parcel.country === 'CN' ? athome : abroad(land);
  const last = legs.at(-1)?.after ?? 1;
  const span = trip.deliveredAt === undefined ? last * 3_600_000 : trip.deliveredAt - trip.shippedAt;
  const gone = trip.deliveredAt === undefined ? legs.filter((leg) => leg.status !== 'delivered').slice(0, trip.done) : legs;
  const steps: TrackingStep[] = gone.map((leg) => ({
    at: trip.shippedAt + Math.round((span * leg.after) / last),
    status: leg.status,
    place: leg.place,
    text: leg.text,
  }));
  if (trip.status === 'stalled') {
    const before = steps.at(-1);
    if (before) steps.push({ at: before.at + 36 * 3_600_000, status: 'stalled', place: before.place, text: stalledText });
  }
  const number = `${parcel.country === 'CN' ? 'SF' : 'YN'}${parcel.order.slice(3)}${String(4711 + parcel.index * 13)}${parcel.country}`;
  return { carrier: land.carrier, number, url: `https://t.17track.net/en#nums=${number}`, skus: parcel.skus, steps };
}
