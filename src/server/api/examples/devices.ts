import { at, ellaOnTheSite } from './tea-shop.ts';

const sent = at('10:20:05');

export const dueDevices = {
  query: { after: at('10:19:00'), limit: 200 },
  answer: {
    items: [
      {
        id: `${ellaOnTheSite}:12:1`,
        conversation: ellaOnTheSite,
        contact: ellaOnTheSite,
        service: 'fcm',
        token: 'dQw4w9WgXcQ:APA91bF-an-example-of-a-token',
        text: 'Your parcel left today.',
        unseen: 1,
        at: sent,
      },
    ],
    after: at('10:20:30'),
  },
} as const;
