/** The shop of the examples: a tea house that does not exist, and two customers who do not either. */

/** Returns a moment of the day on which the examples play, epoch ms. */
export const at = (clock: string): number => Date.parse(`2026-11-24T${clock}+08:00`);

/** Lin Xiaoman writes Chinese on WeChat. */
export const lin = { conversation: 'wechat-official:main:oTea6Lh2xQm8VbK4dYzR1nWcE0s', user: 'oTea6Lh2xQm8VbK4dYzR1nWcE0s', name: '林小满' } as const;

/** Ella Brooks writes English on WhatsApp; the number is one that no one has. */
export const ella = {
  conversation: 'whatsapp-cloud:main:447700900123',
  user: '447700900123',
  name: 'Ella Brooks',
  email: 'ella.brooks@example.com',
  phone: '+447700900123',
} as const;

/** Ella once wrote in the chat of the shop's site too. */
export const ellaOnTheSite = 'webchat:main:v7Qm2hYtK0' as const;
