/** Shop events in every damaged form: refused with the field or taken, never thrown, and no name of JavaScript's own gets in. */
import { expect, it } from 'vitest';
import { acceptEvent } from '../../src/shop/orders/shop-events.ts';
import { mutant } from '../contract/mutants.ts';

const line = { sku: 'DRS-RED-M', title: 'Red dress', quantity: 1, price: 5900 };
const bodies: Record<string, unknown> = {
  'cart.updated': {
    contact: { address: 'webchat:main:v-1' },
    data: { cart: { id: 'c1', items: [line], total: 5900, currency: 'USD', url: 'https://shop.example/cart' } },
  },
  'order.placed': { contact: { email: 'ann@example.com' }, data: { order: { number: 'SO-1', items: [line], total: 5900, currency: 'USD' } } },
  'order.shipped': { contact: { phone: '+86 138 0013 8000' }, data: { order: { number: 'SO-1' }, parcel: { carrier: 'SF', number: 'SF123' } } },
  'product.restocked': { data: { product: { id: 'p1', sku: 'DRS-RED-M' } } },
  'shop.opened': { contact: { external_id: 'u-1' }, data: { a: { b: [1, 'two', null] } } },
};

it.each(Object.entries(bodies))('%s in 1,500 damaged forms', (name, body) => {
  for (let n = 0; n < 1_500; n++) {
    const damaged = mutant(body, n);
    const result = acceptEvent(name, damaged);
    if (!result.ok) expect([n, typeof result.error.field, result.error.message.length > 0]).toEqual([n, 'string', true]);
  }
});

it.each(['__proto__', 'constructor', 'toString', 'order.__proto__', '', '..', 'a'.repeat(10_000)])('an event named %s is no surprise', (name) => {
  for (const body of Object.values(bodies)) expect(() => acceptEvent(name, body)).not.toThrow();
});

it('keys of prototypes change nobody’s prototype', () => {
  const poison = '{"contact":{"email":"a@b.co","__proto__":{"polluted":1}},"data":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}';
  for (const name of Object.keys(bodies)) acceptEvent(name, JSON.parse(poison));
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
