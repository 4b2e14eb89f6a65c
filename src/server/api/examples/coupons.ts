import { at, ella } from './tea-shop.ts';

const issued = {
  code: 'TEA-7KQ2-MD4X',
  rule: 'back',
  contact: ella.conversation,
  kind: 'percent',
  percent: 15,
  minimum: { amount: 5_000, currency: 'CNY' },
  until: at('23:59:59'),
  issued: at('09:00:00'),
} as const;

export const couponRules = {
  answer: {
    items: [
      {
        name: 'back',
        kind: 'percent',
        percent: 15,
        minimum: { amount: 5_000, currency: 'CNY' },
        once: false,
        valid: 172_800_000,
        count: 1_000,
        issued: 212,
        promised: 0,
        spent: 184_600,
      },
    ],
  },
} as const;
export const issueCoupon = { body: { rule: 'back', contact: ella.conversation, key: 'call-7' }, status: 201, answer: issued } as const;
export const voidCoupon = { params: { code: issued.code }, answer: { ...issued, voided: at('10:00:00') } } as const;
