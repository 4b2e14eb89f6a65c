import { at, lin } from './tea-shop.ts';

const expires = at('10:18:00');
const linkOf = (name: string, token: string) => ({
  name,
  url: `https://meet.example.com/custom?liveKitUrl=wss%3A%2F%2Frooms.example.com&token=${token}`,
  expires,
});

export const makeGroupCall = {
  params: { id: lin.conversation },
  body: { names: ['Lin', 'Mei', 'Bo'] },
  status: 201,
  answer: { room: 'Hd7mQ2xVb9Lt4KsA', links: [linkOf('Lin', 'eyJhbGciOi1'), linkOf('Mei', 'eyJhbGciOi2'), linkOf('Bo', 'eyJhbGciOi3')] },
} as const;
