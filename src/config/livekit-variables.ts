/** Variables of a LiveKit server, for calls of several people: all four or none. */
import { z } from 'zod';

const names = ['LIVEKIT_URL', 'LIVEKIT_KEY', 'LIVEKIT_SECRET', 'LIVEKIT_PAGE'] as const;

export const liveKitVariables = [
  {
    name: 'LIVEKIT_URL',
    fallback: '',
    about: {
      en: 'LiveKit server for calls of several people, e.g. wss://rooms.example.com',
      zh: '多人通话用的 LiveKit 服务器，例如 wss://rooms.example.com',
    },
    schema: z.url({ protocol: /^wss?$/, error: 'write it as wss://rooms.example.com' }),
    secret: false,
  },
  {
    name: 'LIVEKIT_KEY',
    fallback: '',
    about: { en: 'API key of that LiveKit server', zh: '这台 LiveKit 服务器的 API key' },
    schema: z.string().min(1),
    secret: false,
  },
  {
    name: 'LIVEKIT_SECRET',
    fallback: '',
    about: { en: 'API secret of that LiveKit server, at least 16 characters', zh: '这台 LiveKit 服务器的 API secret，至少 16 个字符' },
    schema: z.string().min(16, 'use at least 16 characters'),
    secret: true,
  },
  {
    name: 'LIVEKIT_PAGE',
    fallback: '',
    about: {
      en: 'Page that joins a room: /custom of your LiveKit Meet, e.g. https://meet.example.com/custom',
      zh: '加入房间的页面：您自己的 LiveKit Meet 的 /custom，例如 https://meet.example.com/custom',
    },
    schema: z.url({ protocol: /^https?$/, error: 'write it as https://meet.example.com/custom' }),
    secret: false,
  },
];

type Got = Readonly<Record<string, string | undefined>>;

/** Says what is missing where a part of the four is set. */
export const liveKitProblems = (got: Got): string[] => {
  const set = names.filter((name) => got[name]);
  return set.length > 0 && set.length < names.length ? [`${names.join(', ')} go together; set all, or none`] : [];
};

/** Returns the server; nothing without one. */
export function liveKitOf({ LIVEKIT_URL: url, LIVEKIT_KEY: key, LIVEKIT_SECRET: secret, LIVEKIT_PAGE: page }: Got) {
  return url && key && secret && page ? { liveKit: { url, key, secret, page } } : {};
}
