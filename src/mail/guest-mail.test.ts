import { expect, it } from 'vitest';
import { cartMail, guestCodeMail } from './guest-mail.ts';

const about = { to: 'ann@example.com', shop: 'Silk & Co', lang: 'en' };
const cart = { items: [{ title: 'Red <i>dress', quantity: 2, price: '$19.00' }], total: '$38.00', url: 'https://shop.example/cart?a=1&b="2' };

it('says the code, what for, and that it may be ignored, in both languages', () => {
  expect(guestCodeMail('012345', about)).toMatchObject({
    to: 'ann@example.com',
    subject: '012345 is your code for Silk & Co',
    text: expect.stringMatching(/Your code is 012345.*ignore this\.\n$/),
  });
  expect(guestCodeMail('012345', { ...about, lang: 'zh-CN', shop: '锦绣' })).toMatchObject({
    subject: '012345 是您在锦绣的验证码',
    text: expect.stringContaining('不用理会'),
  });
});

it('lists the cart with its link, and escapes what a shop or page wrote', () => {
  const mail = cartMail(cart, about);
  expect(mail.text.split('\n').slice(2)).toEqual(['Red <i>dress × 2  $19.00', 'Total  $38.00', '', `Go to checkout: ${cart.url}`, '']);
  expect(mail.html).toContain('Red &#60;i&#62;dress × 2');
  expect(mail.html).toContain('href="https://shop.example/cart?a=1&#38;b=&#34;2"');
  expect(cartMail(cart, { ...about, lang: 'zh' }).text).toContain('合计  $38.00');
});

it.each(['javascript:alert(1)', '', '/cart'])('has no link to %j', (url) => {
  const mail = cartMail({ ...cart, url }, about);
  expect(mail.html).not.toContain('<a');
  expect(mail.text).not.toContain('checkout');
});
