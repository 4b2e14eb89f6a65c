import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { mediaType } from './media-type.ts';
import { withoutMetadata } from './without-metadata.ts';

const secret = 'SECRET-PLACE';
/** A picture with the place in its Exif; `turned` as a telephone held upright writes it. */
async function made(format: 'jpeg' | 'png' | 'webp', turned?: number): Promise<Buffer> {
  const exif = { IFD0: { Make: secret, ImageDescription: secret }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 0/1' } };
  const picture = sharp({ create: { width: 40, height: 20, channels: 3, background: '#b5313a' } }).withExif(exif);
  return (turned === undefined ? picture : picture.withMetadata({ orientation: turned, exif })).toFormat(format).toBuffer();
}
const pixels = async (bytes: Uint8Array): Promise<Buffer> => sharp(bytes).rotate().raw().toBuffer();

describe('a picture of a customer', () => {
  for (const format of ['jpeg', 'png', 'webp'] as const)
    it(`has no place in it as ${format}, and looks as before`, async () => {
      const before = await made(format);
      expect((await sharp(before).metadata()).exif).toBeDefined();
      const after = withoutMetadata(before);
      expect(Buffer.from(after).includes(secret)).toBe(false);
      expect((await sharp(after).metadata()).exif).toBeUndefined();
      expect(await pixels(after)).toEqual(await pixels(before));
      expect(withoutMetadata(after)).toBe(after);
    });

  it('as AVIF keeps its items and none of the place', async () => {
    const exif = { IFD0: { Make: secret }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 0/1' } };
    const before = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#b5313a' } })
      .withExif(exif)
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${secret}</x:xmpmeta>`)
      .avif()
      .toBuffer();
    expect(before.includes(secret)).toBe(true);
    const after = Buffer.from(withoutMetadata(before));
    expect(after.includes(secret)).toBe(false);
    expect(after.length).toBe(before.length);
    expect(await pixels(after)).toEqual(await pixels(before));
    for (let cut = 0; cut < before.length; cut += 7) expect(() => withoutMetadata(before.subarray(0, cut))).not.toThrow();
  });

  it("as HEIC, written by libheif's encoder, keeps its items and none of the place", () => {
    const before = readFileSync(new URL('fixtures/photo.heic', import.meta.url));
    expect(before.includes(secret)).toBe(true);
    const after = Buffer.from(withoutMetadata(before));
    expect(after.includes(secret)).toBe(false);
    expect(after.length).toBe(before.length);
    // The tiles of the picture stay: less than the metadata's few hundred bytes differ.
    expect(after.filter((byte, at) => byte !== before[at]).length).toBeLessThan(4_000);
    expect(mediaType(after)).toEqual({ mime: 'image/heic', ext: 'heic' });
  });

  it('stays upright', async () => {
    const before = await made('jpeg', 6);
    const after = withoutMetadata(before);
    expect(Buffer.from(after).includes(secret)).toBe(false);
    expect(await sharp(after).metadata()).toMatchObject({ orientation: 6 });
    expect(await pixels(after)).toEqual(await pixels(before));
  });

  it('loses comments, XMP, IPTC and what hangs behind its end, and keeps its colours', async () => {
    const plain = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#b5313a' } })
      .withIccProfile('p3')
      .jpeg({ progressive: true })
      .toBuffer();
    const segment = (kind: number, text: string) => Buffer.concat([Buffer.from([0xff, kind, 0, text.length + 2]), Buffer.from(text, 'latin1')]);
    const loaded = Buffer.concat([
      plain.subarray(0, 2),
      segment(0xfe, secret),
      segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${secret}`),
      segment(0xed, secret),
      plain.subarray(2),
      await made('jpeg'),
    ]);
    const after = withoutMetadata(loaded);
    expect(Buffer.from(after)).toEqual(plain);
    expect((await sharp(after).metadata()).icc).toBeDefined();
  });

  it('that is damaged, cut or something else is left as it is', async () => {
    const picture = await made('jpeg');
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('GIF89a and more than sixteen'),
      picture.subarray(0, 40),
      Buffer.from('RIFF\xff\xff\xff\xffWEBPVP8X\xff\xff\xff\xff', 'latin1'),
    ])
      expect(withoutMetadata(bytes)).toBe(bytes);
    for (let cut = 0; cut < picture.length; cut += 7) expect(() => withoutMetadata(picture.subarray(0, cut))).not.toThrow();
  });

  it('of more pieces than any real one is left as it is, whatever it is made of', () => {
    const many = (piece: string, head: string, tail: string): Buffer =>
      Buffer.concat([Buffer.from(head, 'hex'), Buffer.alloc((piece.length / 2) * 200_000, piece, 'hex'), Buffer.from(tail, 'hex')]);
    const chunk = '00000000616161610000000000';
    for (const bytes of [
      many('ffe00002', 'ffd8fffe0003aa', 'ffda0002ffd9'),
      many(chunk.slice(0, 24), '89504e470d0a1a0a', '0000000049454e4400000000'),
      many('4141414100000000', '52494646ffffff0057454250', '4558494600000000'),
    ])
      expect(withoutMetadata(bytes)).toBe(bytes);
  });
});
