/**
 * What providers charge for a message, as dated rows. In micros, millionths of a currency's unit, because a message costs fractions of a cent; sums are
 * rounded up to minor units when they are shown. Nothing here is a guess: what no row says is unknown, and said to be.
 *
 * Sources, read in November 2026:
 * - https://developers.facebook.com/documentation/business-messaging/whatsapp/pricing: a charge for each delivered message, by the country code of the number;
 *   marketing always.
 * - Rate card of 2026-10-01 (https://huggingface.co/datasets/tobachat/whatsapp-api-rates, its column in AED at the fixed 3.6725 to the dollar): Argentina to
 *   Egypt. Since that day replies and utility within the window are charged at the utility rate; the first 1,000 replies of a number and month are free
 *   (https://docs.ycloud.com/zh/api-reference/getting-started/changelog/whatsapp-pricing-2025.md tells of the change).
 * - Card of 2026-04-01 (https://formbeep.pages.dev/whatsapp-api-pricing/): Netherlands. North America: 2026-01-01 (support.wati.io, sleekflow.io).
 */

export type PriceCategory = 'marketing' | 'utility' | 'authentication' | 'service';

export interface PriceRow {
  channel: string;
  /** ISO 3166 countries; all where it is left out. */
  countries?: readonly string[];
  category?: PriceCategory;
  /** Day from which it holds, YYYY-MM-DD, UTC. The latest that has begun counts. */
  from: string;
  micros: number;
  currency: string;
}

const whatsapp = (from: string, country: string | readonly string[], marketing: number, utility?: number, service?: number): PriceRow[] => {
  const row = { channel: 'whatsapp-cloud', countries: typeof country === 'string' ? [country] : country, from, currency: 'USD' };
  return [
    { ...row, category: 'marketing', micros: marketing },
    ...(utility === undefined ? [] : [{ ...row, category: 'utility' as const, micros: utility }]),
    ...(service === undefined ? [] : [{ ...row, category: 'service' as const, micros: service }]),
  ];
};
const free = (channel: string): PriceRow => ({ channel, from: '2020-01-01', micros: 0, currency: 'USD' });

export const prices: readonly PriceRow[] = [
  ...['telegram', 'webchat', 'whatsapp-web', 'wechat-official', 'wecom', 'terminal'].map(free),
  // Replies were free from November 2024 until 2026-10-01.
  { channel: 'whatsapp-cloud', category: 'service', from: '2024-11-01', micros: 0, currency: 'USD' },
  ...whatsapp('2026-01-01', ['US', 'CA'], 25_000, 3_400),
  ...whatsapp('2026-04-01', 'NL', 159_700),
  ...whatsapp('2026-10-01', 'AR', 61_800, 26_000, 26_000),
  ...whatsapp('2026-10-01', 'BD', 73_200, 3_700, 3_700),
  ...whatsapp('2026-10-01', 'BR', 62_500, 6_800, 6_800),
  ...whatsapp('2026-10-01', 'CL', 88_900, 20_000, 20_000),
  ...whatsapp('2026-10-01', 'CO', 12_500, 800, 800),
  ...whatsapp('2026-10-01', 'EG', 64_400, 3_600),
];

/** First day on which replies on WhatsApp are charged: a free row from before says nothing any more. */
const repliesCharged = '2026-10-01';

export type Price = { known: true; micros: number; currency: string } | { known: false };

export interface Priced {
  channel: string;
  /** ISO 3166. */
  country?: string | undefined;
  category: PriceCategory;
  /** Epoch ms. */
  at: number;
}

/** The price of one message by the table. */
export function priceOf({ channel, country, category, at }: Priced, table: readonly PriceRow[] = prices): Price {
  const day = new Date(at).toISOString().slice(0, 10);
  const fits = table.filter(
    (row) =>
      row.channel === channel &&
      row.from <= day &&
      (row.category === undefined || row.category === category) &&
      (row.countries === undefined || (country !== undefined && row.countries.includes(country))),
  );
  const latest = fits.reduce<PriceRow | undefined>((best, row) => (best === undefined || row.from >= best.from ? row : best), undefined);
  const isOver = latest && channel === 'whatsapp-cloud' && category === 'service' && day >= repliesCharged && latest.from < repliesCharged;
  return latest === undefined || isOver ? { known: false } : { known: true, micros: latest.micros, currency: latest.currency };
}

/** The dearest known price of the channel and category: what a budget sets aside where the price is unknown; undefined when none is known. */
export function dearest({ channel, category, at }: Omit<Priced, 'country'>, table: readonly PriceRow[] = prices): number | undefined {
  const countries = [...new Set(table.flatMap((row) => (row.channel === channel ? (row.countries ?? []) : [])))];
  const found = countries.flatMap((country) => {
    const price = priceOf({ channel, country, category, at }, table);
    return price.known ? [price.micros] : [];
  });
  return found.length > 0 ? Math.max(...found) : undefined;
}
