import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { mediaType } from './media-type.ts';
import { withoutMetadata as cleaned } from './without-metadata.ts';

const withoutMetadata = (bytes: Uint8Array): Uint8Array => {
  const clean = cleaned(bytes);
  if (!clean) throw new Error('refused');
  return clean;
};

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

  it('stays upright where another number stands before the orientation', async () => {
    // TIFF of two entries: compression (0x0103) 3, orientation 6.
    const entries = [0, 2, 0x01, 0x03, 0, 3, 0, 0, 0, 1, 0, 3, 0, 0, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
    const exif = Buffer.from([...Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1'), ...entries]);
    const plain = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#b5313a' } })
      .jpeg()
      .toBuffer();
    const jpeg = Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif, plain.subarray(2)]);
    const after = withoutMetadata(jpeg);
    expect(Buffer.from(after).includes(Buffer.from(entries.slice(2, 14)))).toBe(false);
    expect(await sharp(after).metadata()).toMatchObject({ orientation: 6 });
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

/** A HEIC of one Exif item with the id 1; `iloc` is all that stands in the box of that name. */
function heic(iloc: Buffer, tail = 0): Buffer {
  const box = (kind: string, ...body: Buffer[]): Buffer => {
    const all = Buffer.concat(body);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(all.length + 8);
    head.write(kind, 4, 'latin1');
    return Buffer.concat([head, all]);
  };
  const infe = box('infe', Buffer.from([2, 0, 0, 0, 0, 1, 0, 0]), Buffer.from('Exif\0', 'latin1'));
  const iinf = box('iinf', Buffer.from([0, 0, 0, 0, 0, 1]), infe);
  return Buffer.concat([
    box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1')),
    box('meta', Buffer.alloc(4), iinf, box('iloc', iloc)),
    box('mdat', Buffer.alloc(tail, 'x')),
  ]);
}
/** `iloc` with items of so many pieces; offset and length have 4 bytes each, or none. */
function iloc(items: readonly { id: number; method?: number; pieces: readonly (readonly [number, number])[] | number }[], sizes = 0x44): Buffer {
  const numbers = (...all: readonly (readonly [bytes: number, value: number])[]): Buffer =>
    Buffer.concat(
      all.map(([bytes, value]) => {
        const piece = Buffer.alloc(bytes);
        piece.writeUIntBE(value, 0, bytes);
        return piece;
      }),
    );
  return Buffer.concat([
    Buffer.from([2, 0, 0, 0, sizes, 0]),
    numbers([4, items.length]),
    ...items.map(({ id, method = 0, pieces }) =>
      typeof pieces === 'number'
        ? numbers([4, id], [2, method], [2, 0], [2, pieces])
        : numbers([4, id], [2, method], [2, 0], [2, pieces.length], ...pieces.flatMap(([from, length]) => [[4, from] as const, [4, length] as const])),
    ),
  ]);
}

describe('a HEIC that is made to keep us busy', () => {
  const item = { id: 7, pieces: 65_535 };
  it.each<[string, Buffer]>([
    ['one item of more pieces than a picture has, none of them metadata', iloc([item], 0)],
    ['many such items', iloc(Array(1_000).fill(item), 0)],
    ['the same of the metadata', iloc([{ ...item, id: 1 }], 0)],
    ['more items than a picture has', iloc(Array(20_001).fill({ id: 7, pieces: 0 }), 0)],
    ['pieces that each cover half of the file', iloc([{ id: 1, pieces: Array(300).fill([0, 4_000]) }])],
  ])('is refused: %s', (_, places) => {
    const file = heic(places, 4_000);
    const fill = vi.spyOn(Buffer.prototype, 'fill');
    expect(cleaned(file)).toBeNull();
    expect(fill).not.toHaveBeenCalled();
    fill.mockRestore();
  });

  it.each([
    [0, true],
    [1, false],
    [2, false],
    [3, false],
  ])('counts by method %d from the start of the file: %s', (method, blanked) => {
    const file = heic(iloc([{ id: 1, method, pieces: [[200, 10]] }]), 4_000);
    expect(Buffer.from(withoutMetadata(file)).subarray(200, 210).equals(Buffer.alloc(10))).toBe(blanked);
  });
});
