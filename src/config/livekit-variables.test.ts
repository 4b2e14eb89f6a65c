import { expect, it } from 'vitest';
import { readEnvironment } from './environment.ts';

const all = {
  LIVEKIT_URL: 'wss://rooms.example.com',
  LIVEKIT_KEY: 'k',
  LIVEKIT_SECRET: 'a-secret-of-16-signs',
  LIVEKIT_PAGE: 'https://meet.example.com/custom',
};

it.each([
  ['all four', all, null],
  ['none', {}, null],
  ['no page', { ...all, LIVEKIT_PAGE: undefined }, 'go together'],
  ['an http server', { ...all, LIVEKIT_URL: 'https://rooms.example.com' }, 'LIVEKIT_URL: write it as wss://rooms.example.com'],
  ['a short secret', { ...all, LIVEKIT_SECRET: 'short' }, 'LIVEKIT_SECRET: use at least 16 characters'],
] as const)('takes a LiveKit server with %s or says what is wrong', (_name, env, problem) => {
  const read = readEnvironment(env);
  if (read.ok) expect([problem, read.value.liveKit?.url]).toEqual([null, 'LIVEKIT_URL' in env ? env.LIVEKIT_URL : undefined]);
  else expect(read.problems.join('\n')).toContain(problem ?? 'no problem');
});
