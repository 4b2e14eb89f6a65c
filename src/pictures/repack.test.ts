/** Pictures as cameras, browsers, editors and attackers write them; what comes out is drawn anew. */
import { execFileSync } from 'node:child_process';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type Repacked, repackPicture } from './repack.ts';

const secret = 'SECRET-PLACE';
const script = '<script>alert(1)</script>';
const exif = { IFD0: { Make: secret, ImageDescription: secret }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 0/1' } };
/** A red half at the top or left and a blue one, so that it shows how the picture is turned. */
const halves = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#2040d0' } })
    .composite([{ input: { create: { width: width / 2, height, channels: 3, background: '#d02020' } }, left: 0, top: 0 }])
    .removeAlpha();
const bytesOf = (done: Repacked): Buffer => {
  if (!done.ok) throw new Error(`${done.why}: ${done.detail}`);
  return Buffer.from(done.bytes);
};
const drawn = async (bytes: Uint8Array): Promise<Buffer> => bytesOf(await repackPicture(bytes));
const about = async (bytes: Buffer) => {
  const { format, width, height, orientation, exif: told, xmp, comments, pages } = await sharp(bytes).metadata();
  return { format, width, height, orientation, exif: told, xmp, comments, pages };
};
/** The mean colour of a corner, as the names of its strongest part. */
const corner = async (bytes: Buffer, at: 'left' | 'right' | 'top' | 'bottom') => {
  const { width, height } = await sharp(bytes).metadata();
  const area = { left: at === 'right' ? width - 4 : 0, top: at === 'bottom' ? height - 4 : 0, width: 4, height: 4 };
  const { channels } = await sharp(await sharp(bytes).removeAlpha().extract(area).png().toBuffer()).stats();
  return (channels[0]?.mean ?? 0) > (channels[2]?.mean ?? 0) ? 'red' : 'blue';
};
const ffmpeg = (...args: string[]) => execFileSync('ffmpeg', ['-v', 'error', ...args, 'pipe:1'], { maxBuffer: 1e8 });
const hasFfmpeg = (() => {
  try {
    return execFileSync('ffmpeg', ['-version']).length > 0;
  } catch {
    return false;
  }
})();

describe('a picture drawn anew', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('as %s has neither place nor device nor text, nor what hangs behind its end', async (format) => {
    const given = Buffer.concat([
      await halves(60, 40).withExif(exif).withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${secret}</x:xmpmeta>`).toFormat(format).toBuffer(),
      Buffer.from(`PK\x03\x04${script}${secret}`),
    ]);
    expect(given.includes(secret)).toBe(true);
    const done = await drawn(given);
    expect(await about(done)).toMatchObject({ format: 'jpeg', width: 60, height: 40 });
    for (const left of [secret, 'PK\x03\x04', 'script', 'Exif', 'xmpmeta']) expect(done.includes(left)).toBe(false);
    expect(await corner(done, 'left')).toBe('red');
    expect(await corner(done, 'right')).toBe('blue');
  });

  it.each([
    [1, 60, 40, 'left'],
    [2, 60, 40, 'right'],
    [3, 60, 40, 'right'],
    [6, 40, 60, 'top'],
    [8, 40, 60, 'bottom'],
  ] as const)('turned by %i stands upright', async (orientation, width, height, red) => {
    const done = await drawn(await halves(60, 40).withMetadata({ orientation }).jpeg().toBuffer());
    expect(await about(done)).toMatchObject({ width, height });
    expect((await about(done)).orientation ?? 1).toBe(1);
    expect(await corner(done, red)).toBe('red');
  });

  it.each([
    ['a photo of 12 megapixels', 4_000, 3_000, 2_048, 1_536],
    ['one held upright', 3_000, 4_000, 1_536, 2_048],
    ["a telephone's screen", 1_170, 2_532, 1_170, 2_532],
    ['a long screenshot', 1_080, 9_000, 1_080, 9_000],
    ['a longer one', 1_080, 30_000, 758, 21_059],
    ['a small one', 3, 2, 3, 2],
  ])('%s is no larger than people need', async (_name, width, height, toWidth, toHeight) => {
    const given = await sharp({ create: { width, height, channels: 3, background: '#888888' } })
      .jpeg({ quality: 30 })
      .toBuffer();
    const { width: w = 0, height: h = 0 } = await about(await drawn(given));
    expect(Math.abs(w - toWidth)).toBeLessThanOrEqual(2);
    expect(Math.abs(h - toHeight)).toBeLessThanOrEqual(40);
  });

  it('keeps what is seen through', async () => {
    const done = await drawn(
      await sharp({ create: { width: 30, height: 20, channels: 4, background: { r: 200, g: 0, b: 0, alpha: 0.5 } } })
        .webp()
        .toBuffer(),
    );
    expect(await sharp(done).metadata()).toMatchObject({ format: 'png', hasAlpha: true });
  });

  it('keeps wide colours with a profile of our own, and turns print colours into those of screens', async () => {
    const wide = await drawn(await halves(60, 40).withIccProfile('p3').jpeg().toBuffer());
    expect((await sharp(wide).metadata()).icc?.length).toBeGreaterThan(100);
    const print = await drawn(await halves(60, 40).toColourspace('cmyk').jpeg().toBuffer());
    expect(await sharp(print).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
    expect(await corner(print, 'left')).toBe('red');
  });

  it.skipIf(!hasFfmpeg)('goes on moving where it is small, and stands still where it is large', async () => {
    const gif = ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=5', '-t', '2', '-f', 'gif');
    expect(await about(await drawn(gif))).toMatchObject({ format: 'gif', width: 160, height: 120, pages: 10 });
    const webp = ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=5', '-t', '2', '-c:v', 'libwebp_anim', '-f', 'webp');
    expect(await about(await drawn(webp))).toMatchObject({ format: 'webp', pages: 10 });
    const large = await about(await drawn(ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=640x480:rate=20', '-t', '2', '-f', 'gif')));
    expect(large).toMatchObject({ width: 640, height: 480 });
    expect(large.pages ?? 1).toBe(1);
  });

  it.skipIf(!hasFfmpeg)('is drawn from what real encoders write', async () => {
    const source = ['-f', 'lavfi', '-i', 'mandelbrot=size=640x480', '-frames:v', '1'];
    for (const more of [
      ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj444p', '-f', 'image2pipe'],
      ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-f', 'image2pipe'],
      ['-c:v', 'png', '-pix_fmt', 'rgb48be', '-f', 'image2pipe'],
      ['-c:v', 'png', '-pix_fmt', 'gray', '-f', 'image2pipe'],
      ['-c:v', 'png', '-pix_fmt', 'pal8', '-f', 'image2pipe'],
      ['-c:v', 'libwebp', '-lossless', '1', '-f', 'image2pipe'],
    ])
      expect(await about(await drawn(ffmpeg(...source, ...more))), more.join(' ')).toMatchObject({ format: 'jpeg', width: 640, height: 480 });
  });

  it('shows what came of a picture that was cut on its way', async () => {
    const whole = await halves(600, 400).jpeg().toBuffer();
    expect(await about(await drawn(whole.subarray(0, whole.length * 0.8)))).toMatchObject({ width: 600, height: 400 });
  });
});

/** A PNG that claims a size and unpacks to zeros. */
function pngOf(width: number, height: number, rows: number): Buffer {
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(rows * (width * 3 + 1)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

describe('what is not drawn', () => {
  const refused: [string, Buffer, 'too_large' | 'damaged'][] = [
    ['a bomb', pngOf(30_000, 30_000, 1), 'too_large'],
    ['a strip of a billion pixels', pngOf(1_000_000, 1_000, 1), 'too_large'],
    ['a drawing', Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`), 'damaged'],
    ['a page that begins as a picture', Buffer.from(`GIF89a/*${script}*/=1;`), 'damaged'],
    ['a head without a body', Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0', 'latin1'), 'damaged'],
    ['BMP', Buffer.concat([Buffer.from('BM'), Buffer.alloc(80)]), 'damaged'],
    ['TIFF', Buffer.concat([Buffer.from('II*\0', 'latin1'), Buffer.alloc(80)]), 'damaged'],
    ['nothing', Buffer.alloc(0), 'damaged'],
  ];
  it.each(refused)('%s', async (_name, bytes, why) => {
    expect(await repackPicture(bytes)).toMatchObject({ ok: false, why });
  });

  it('nothing that is thrown at it breaks it', async () => {
    const picture = await halves(80, 60).png().toBuffer();
    for (let at = 8; at < picture.length; at += 5) {
      const broken = Buffer.from(picture);
      broken[at] = broken[at]! ^ 0xff;
      await repackPicture(broken);
    }
    expect(await repackPicture(picture)).toMatchObject({ ok: true });
  });
});
