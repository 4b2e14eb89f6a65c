import { expect, it } from 'vitest';
import { downloadLimit } from './capabilities.ts';
import { methods } from './child-methods.ts';
import type { Client, Library } from './client.ts';
import type { Session } from './session.ts';

/** A linked client with one message, which counts what it read. */
function clientWith(size: unknown, read: number): { download: () => Promise<unknown>; reads: () => number } {
  let reads = 0;
  const message = {
    hasMedia: true,
    rawData: { size },
    downloadMedia: async () => {
      reads++;
      return { data: Buffer.alloc(read).toString('base64'), mimetype: 'image/png' };
    },
  };
  const client = { getMessageById: async () => message } as unknown as Client;
  const { downloadMedia } = methods({} as Library, { client } as Session);
  return { download: async () => downloadMedia?.({ id: 'true_1@c.us_A' }), reads: () => reads };
}

it('does not begin to read a file that WhatsApp says is too large', async () => {
  const { download, reads } = clientWith(300_000_000, 10);
  await expect(download()).rejects.toMatchObject({ failure: { code: 'too_large', detail: 'the file is larger than 50 MB' } });
  expect(reads()).toBe(0);
});

it.each([
  ['nothing', undefined],
  ['a word', 'soon'],
  ['too little', 1],
])('refuses a file that is too large although %s was said', async (_, size) => {
  await expect(clientWith(size, downloadLimit + 3).download()).rejects.toMatchObject({ failure: { code: 'too_large' } });
});

it('gives the bytes of any other', async () => {
  expect(await clientWith(4, 4).download()).toEqual({ bytes: Buffer.alloc(4), mimetype: 'image/png' });
});
