/** Times for which rows of each collection are kept. */
import type { Config } from '../config/schema.ts';
import { consoleKept } from '../console/rows.ts';
import { ladderRowsKept } from '../marketing/carts/ladder-rows.ts';
import { pushTold, pushToldKept } from '../push/rows.ts';
import { attemptsKept } from '../shop/proof/attempt-count.ts';
import { sourcesKept } from '../shop/proof/attempt-limiter.ts';
import { guestRowsKept } from '../shop/proof/guest-codes.ts';
import { linkCodesKept } from '../shop/proof/link-codes.ts';
import { guessSources, linkCodes, lookupGuards, storeDeliveries } from '../shop/shop.ts';
import { deliveriesKept } from '../shop/stores/mirror/store-changes.ts';
import { callRecordings, callRowsKept } from '../store/call-recordings.ts';
import { videoCalls } from '../store/call-rows.ts';
import { conversationDays, conversationDaysKept } from '../store/conversation-days.ts';
import { devices, devicesKept } from '../store/device-rows.ts';
import { identities, identitiesKept } from '../store/identity-rows.ts';
import { modelDays, modelDaysKept } from '../store/model-days.ts';

/** Returns the times by collection, ms: the merchant's, and those that are no matter of taste. */
export function rowsKept({ retention }: Pick<Config, 'retention'>): Record<string, number> {
  return {
    ...retention,
    moments: retention.visitors,
    [conversationDays.name]: conversationDaysKept,
    [devices.name]: devicesKept,
    [identities.name]: identitiesKept,
    [modelDays.name]: modelDaysKept,
    ...consoleKept,
    [pushTold.name]: pushToldKept,
    [lookupGuards.name]: attemptsKept,
    [guessSources.name]: sourcesKept,
    [linkCodes.name]: linkCodesKept,
    [storeDeliveries.name]: deliveriesKept,
    ...ladderRowsKept,
    ...guestRowsKept,
    ...callRowsKept,
    [videoCalls.name]: retention.messages,
    [callRecordings.name]: retention.media,
  };
}
