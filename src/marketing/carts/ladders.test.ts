/** Steps are taken once: by two workers at once, and by those that are killed between any two writes. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../../../tests/shop/test-shop.ts';
import { realClock } from '../../event-loop/clock.ts';
import { newContact } from '../../runtime/rows/contact-change.ts';
import { newConversation } from '../../runtime/rows/conversations.ts';
import { saveCart } from '../../shop/orders/carts.ts';
import { couponCounts, coupons } from '../../shop/shop.ts';
import { contacts, conversations } from '../../store/collections.ts';
import { cartLadders } from './ladder-rows.ts';
import { Ladders, type LaddersOptions } from './ladders.ts';
