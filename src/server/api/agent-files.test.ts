/** Files that people of the shop send: pictures packed anew, everything else as it is, by what the bytes say. */
import { expect, it } from 'vitest';
import { dot } from '../../../tests/web/browser.ts';
import { packedAnew } from '../../pictures/packed-anew.ts';
import type { MediaRow } from '../../store/collections.ts';
import { mediaType } from '../../store/media-type.ts';
import { agentFiles } from './agent-files.ts';

const kept: Uint8Array[] = [];
const media = {
  async put(bytes: Uint8Array, _claimed?: string, name?: string): Promise<MediaRow | 'empty' | 'too_large'> {
    if (bytes.byteLength === 0) return 'empty';
    kept.push(bytes);
    const { mime } = mediaType(bytes) ?? { mime: 'application/octet-stream' };
    return { _id: 'h', v: 1, mime, bytes: bytes.byteLength, at: 1, file: 'f', ...(name && { name }) };
  },
};
const send = async (name: string, bytes: Uint8Array, packed = packedAnew) => {
  const answer = await agentFiles({ media, packed, limit: 1_000 }).handle({ name }, bytes);
  return answer.ok ? { status: answer.status, body: answer.body } : { status: answer.refusal.status };
};

it('packs a picture anew, and tells kinds by their bytes', async () => {
  expect(await send('label.png', dot)).toMatchObject({ status: 201, body: { type: 'image', stored: 'h', name: 'label.png' } });
  expect(Buffer.from(kept.at(-1) ?? []).equals(dot)).toBe(false);
  expect(await send('page.html', Buffer.from('<!doctype html><script>alert(1)</script>'))).toMatchObject({ body: { type: 'file' } });
  expect(await send('bill.pdf', Buffer.from('%PDF-1.4\n%âãÏÓ\n'))).toMatchObject({ body: { type: 'file' } });
  expect(await send('nothing.txt', Buffer.alloc(0))).toMatchObject({ status: 422 });
  expect(await send('', dot)).toMatchObject({ status: 422 });
});

it('sends a picture that cannot be packed anew as a file', async () => {
  expect(await send('label.png', dot, async () => null)).toMatchObject({ body: { type: 'file' } });
});
