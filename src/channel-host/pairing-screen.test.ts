import { expect, test } from 'vitest';
import { RecordingChannel } from '../../tests/runtime/recording-channel.ts';
import type { Channel } from '../channel.ts';
import { drawQr } from './draw-qr.ts';
import { showPairings } from './pairing-screen.ts';

test('each new code is drawn once, while the channel asks for it, and none afterwards', async () => {
  const channel: Channel = new RecordingChannel('whatsapp-web');
  let pairing: ReturnType<NonNullable<Channel['pairing']>> = { qr: 'first', at: 1 };
  let state: 'need_qr' | 'ready' = 'need_qr';
  channel.pairing = () => pairing;
  channel.health = () => ({ state });
  let text = '';
  const screen = showPairings(new Map([['whatsapp-web:main', channel]]), { write: (more) => (text += more) }, async (qr) => `[${qr}]\n`);
  screen.stop();
  for (let n = 0; n < 2; n++) await screen.look();
  pairing = { qr: 'second', code: 'ABCD-1234', at: 2 };
  await screen.look();
  state = 'ready';
  await screen.look();
  expect(text.match(/\[\w+\]/g)).toEqual(['[first]', '[second]']);
  expect(text).toContain('ABCD-1234');
});

test('without the package that draws, it says where the code is', async () => {
  const channel: Channel = new RecordingChannel('whatsapp-web');
  channel.pairing = () => ({ qr: 'secret', at: 1 });
  channel.health = () => ({ state: 'need_qr' });
  let text = '';
  const screen = showPairings(new Map([['whatsapp-web:main', channel]]), { write: (more) => (text += more) }, async () => null);
  screen.stop();
  await screen.look();
  expect(text).toContain('GET /api/channels/whatsapp-web:main/pairing');
  expect(text).not.toContain('secret');
});

test('a code becomes a picture of blocks', async () => {
  const picture = await drawQr('2@abcdefghijklmnop,qrstuvwxyz0123456789==', 'terminal');
  expect(picture?.split('\n').length).toBeGreaterThan(10);
});
