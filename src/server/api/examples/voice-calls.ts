import { at, lin } from './tea-shop.ts';

const params = { id: lin.conversation };
const call = 'Zk3pWq8sJ1nT6cXe';

export const permission = {
  params,
  answer: { permission: 'temporary', until: at('10:00:00') + 7 * 24 * 3_600_000, may_call: true, may_ask: false, unanswered: 0 },
} as const;
export const askPermission = {
  params,
  body: { text: 'May we call you about order T1007?' },
  status: 202,
  answer: { asked: true },
} as const;
export const makeVoiceCall = {
  params,
  status: 201,
  answer: { id: call, shop: { url: `https://chat.example.com/call/desk?voice=1#${call}.shop.a9LsDf2GhJk4QwErTy6UiOp8ZxCvBn1M`, expires: at('10:18:00') } },
} as const;
