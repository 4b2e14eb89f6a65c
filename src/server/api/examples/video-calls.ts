import { at, lin } from './tea-shop.ts';

const call = 'Qm7hYtK0xB2vN9aL';
const expires = at('10:18:00');

export const ringing = { answer: { items: [{ id: call, conversation: lin.conversation, since: at('10:03:00') }] } } as const;
export const answerCall = {
  params: { id: call },
  status: 201,
  answer: { url: `https://chat.example.com/call/desk#${call}.shop.a9LsDf2GhJk4QwErTy6UiOp8ZxCvBn1M`, expires },
} as const;

export const makeCall = {
  params: { id: lin.conversation },
  status: 201,
  answer: {
    id: call,
    customer: { url: `https://chat.example.com/call/#${call}.customer.w3Zc8RkTq0pYhV5nJ2mXb7LdSfGuE1Ai`, expires },
    shop: { url: `https://chat.example.com/call/desk#${call}.shop.a9LsDf2GhJk4QwErTy6UiOp8ZxCvBn1M`, expires },
  },
} as const;
