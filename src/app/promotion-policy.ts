/** Rules for promotions, as the config has them. */
import type { Config } from '../config/schema.ts';

/** Returns the quiet hours in minutes of the day, the caps and the zone of the shop. */
export function promotionPolicy({ promotions, shop }: Config) {
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  return {
    quiet: { from: minutes(promotions.quiet_from), to: minutes(promotions.quiet_until), classes: ['promo' as const] },
    caps: [{ count: promotions.at_most, ms: promotions.per }],
    zone: shop.zone,
  };
}
