/** Codes, and files that are no pictures, with the real libraries. Screenshots stand in known-in-picture.test.ts, beside the orders of a shop. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { endReading, readPicture } from './read-picture.ts';

afterAll(() => endReading());
const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

describe('codes', () => {
  it.each([
    ['qr.png', 'https://shop.example/p/heavy-tee?v=1'],
    ['code128.png', 'SF1403958827116'],
    ['ean13.png', '6923450012871'],
  ])('%s says %s', async (file, text) => {
    const read = await readPicture(fixture(file));
    expect(read.ok && read.writing.codes).toEqual([text]);
  });
});

describe('what is no picture for us', () => {
  const png = () =>
    sharp({ create: { width: 20, height: 20, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
  it.each<[name: string, make: () => Promise<Uint8Array>, why: string]>([
    ['SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>'), 'format'],
    ['a page', async () => Buffer.from('<html><body>404</body></html>'), 'damaged'],
    ['nothing', async () => new Uint8Array(), 'damaged'],
    ['half a picture', async () => fixture('z1.png').subarray(0, 20_000), 'damaged'],
    ['noise behind a head', async () => Buffer.concat([(await png()).subarray(0, 40), Buffer.alloc(500, 7)]), 'damaged'],
    ['more bytes than are read', async () => new Uint8Array(10_000_001), 'too_large'],
    ['a bomb of 50,000 pixels squared', async () => bomb(50_000, 50_000), 'damaged'],
    [
      'one of 7,000 pixels squared',
      () =>
        sharp({ create: { width: 7_000, height: 7_000, channels: 3, background: '#fff' } })
          .png()
          .toBuffer(),
      'damaged',
    ],
  ])('%s', async (_name, make, why) => expect(await readPicture(await make())).toMatchObject({ ok: false, why }));

  it('reads one of 400 x 99,000 within bounds, whichever way it is turned', async () => {
    const stripes = Buffer.alloc(400 * 99_000, 255);
    for (let at = 0; at < stripes.length; at++) if (at % 12 < 6) stripes[at] = 0;
    const tall = sharp(stripes, { raw: { width: 400, height: 99_000, channels: 1 } });
    const turned = sharp(stripes, { raw: { width: 99_000, height: 400, channels: 1 } }).withMetadata({ orientation: 6 });
    for (const picture of [tall, turned]) expect(await readPicture(await picture.png().toBuffer())).toMatchObject({ ok: true });
  });

  it.each([
    [1, 1],
    [3, 900],
    [900, 3],
  ])('takes %d x %d for one without writing', async (width, height) => {
    const bytes = await sharp({ create: { width, height, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(await readPicture(bytes)).toEqual({ ok: true, writing: { codes: [], lines: [] } });
  });
});

/** The head of a PNG that says it is so large, as a bomb does. */
function bomb(width: number, height: number): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([head, size, Buffer.from('0802000000', 'hex'), Buffer.alloc(2_000)]);
}
