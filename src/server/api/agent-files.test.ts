/** Files that people of the shop send: kinds are told by the bytes that are kept. */
import { expect, it } from 'vitest';
import { dot } from '../../../tests/web/browser.ts';
import type { MediaRow } from '../../store/collections.ts';
import { mediaType } from '../../store/media-type.ts';
import { agentFiles } from './agent-files.ts';

const media = {
  async put(bytes: Uint8Array, _claimed?: string, name?: string): Promise<MediaRow | 'empty' | 'too_large'> {
    if (bytes.byteLength === 0) return 'empty';
    const { mime } = mediaType(bytes) ?? { mime: 'application/octet-stream' };
    return { _id: 'h', v: 1, mime, bytes: bytes.byteLength, at: 1, file: 'f', ...(name && { name }) };
  },
};
const send = async (name: string, bytes: Uint8Array) => {
  const answer = await agentFiles({ media, limit: 1_000 }).handle({ name }, bytes);
  return answer.ok ? { status: answer.status, body: answer.body } : { status: answer.refusal.status };
};

it('tells kinds by their bytes', async () => {
  expect(await send('label.png', dot)).toMatchObject({ status: 201, body: { type: 'image', stored: 'h', name: 'label.png' } });
  expect(await send('page.html', Buffer.from('<!doctype html><script>alert(1)</script>'))).toMatchObject({ body: { type: 'file' } });
  expect(await send('bill.pdf', Buffer.from('%PDF-1.4\n%âãÏÓ\n'))).toMatchObject({ body: { type: 'file' } });
  expect(await send('nothing.txt', Buffer.alloc(0))).toMatchObject({ status: 422 });
  expect(await send('', dot)).toMatchObject({ status: 422 });
});

it('sends a picture that channels do not show as a file', async () => {
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(16)]);
  expect(await send('photo.heic', heic)).toMatchObject({ body: { type: 'file' } });
});
