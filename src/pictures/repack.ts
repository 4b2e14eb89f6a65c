/** Draws pictures anew: what comes out holds their pixels and nothing else. The library is loaded at the first one, and works in memory of its own (WebAssembly). */
import type Vips from 'wasm-vips';
import { type PictureForm, pictureForm } from './picture-form.ts';

/** A picture drawn anew, as JPEG, PNG, GIF or WebP; or why there is none. */
export type Repacked = { ok: true; bytes: Uint8Array } | { ok: false; why: 'too_large' | 'damaged'; detail: string };

/** Most pixels of a picture: a telephone's best has 50 million, and a small file may unpack to gigabytes. */
const mostPixels = 64_000_000;
/** Shorter side of what comes out, pixels: a photo becomes 2,048 x 1,536, and long screenshots stay readable. */
const shorterSide = 1_536;
/** Most pixels of what comes out. */
const outPixels = 16_000_000;
/** Pixels of all frames up to which a picture goes on moving; of others the first frame is left. */
const movingPixels = 6_000_000;
const framesMost = 200;

let opening: Promise<typeof Vips> | undefined;
async function open(): Promise<typeof Vips> {
  const { default: load } = await import('wasm-vips');
  // JPEG XL and drawings (SVG) are not opened: their parts are not even loaded.
  // What the library thinks of a stranger's bytes goes to no log.
  const silent = (module?: { ENV: Record<string, string> }) => {
    if (module) module.ENV.VIPS_WARNING = '1';
  };
  const vips = await load({ dynamicLibraries: [], print: () => {}, printErr: () => {}, preRun: silent });
  vips.concurrency(1);
  vips.Cache.max(0);
  return vips;
}

/** Returns the picture upright, no larger than people need. Never rejects for what is in the bytes. */
export async function repackPicture(bytes: Uint8Array): Promise<Repacked> {
  opening ??= open();
  const vips = await opening;
  const made: Vips.Image[] = [];
  const own = (image: Vips.Image): Vips.Image => {
    made.push(image);
    return image;
  };
  try {
    const form = pictureForm(bytes);
    if (!form) return { ok: false, why: 'damaged', detail: 'no picture that is opened here' };
    const head = own(vips.Image.newFromBuffer(bytes, '', { access: 'sequential' }));
    const { width, height } = head;
    if (width * height > mostPixels) return { ok: false, why: 'too_large', detail: `${width} x ${height}` };
    const frames = moves(form) && head.getTypeof('n-pages') !== 0 ? head.getInt('n-pages') : 1;
    const moving = frames > 1 && frames <= framesMost && width * height * frames <= movingPixels;
    const profile = profileOf(head);
    const small = own(moving ? vips.Image.newFromBuffer(bytes, 'n=-1', { access: 'sequential' }) : shrunk(vips, bytes, head, profile));
    if (moving || !small.hasAlpha()) return { ok: true, bytes: written(small, form, moving, profile) };
    const clear = own(small.copyMemory());
    const alpha = own(clear.extractBand(clear.bands - 1));
    // Screenshots of many systems have a see-through layer through which nothing is seen.
    return { ok: true, bytes: written(alpha.min() >= opaque(alpha) ? own(clear.flatten()) : clear, form, moving, profile) };
  } catch (error) {
    return { ok: false, why: 'damaged', detail: error instanceof Error ? error.message.slice(0, 200) : String(error).slice(0, 200) };
  } finally {
    for (const image of made.reverse()) image.delete();
  }
}

const opaque = (alpha: Vips.Image): number => (alpha.format === 'ushort' ? 65_535 : 255);
const moves = (form: PictureForm): boolean => form === 'gif' || form === 'webp';

/** Which colours the numbers of a picture mean. */
type Profile = 'srgb' | 'p3' | 'other';

/** Names the colours: telephones of Apple write the wide ones, and turning those into sRGB takes three times as long as all the rest. */
function profileOf(image: Vips.Image): Profile {
  const field = 'icc-profile-data';
  if (image.getTypeof(field) === 0) return image.interpretation === 'cmyk' ? 'other' : 'srgb';
  const text = Buffer.from(image.getBlob(field)).toString('latin1').replaceAll('\0', '');
  // As Apple calls it, and as the smallest profile of it does.
  if (text.includes('Display P3') || text.includes('sP3C')) return 'p3';
  return text.includes('sRGB') ? 'srgb' : 'other';
}

function shrunk(vips: typeof Vips, bytes: Uint8Array, { width, height }: Vips.Image, profile: Profile): Vips.Image {
  const scale = Math.min(1, shorterSide / Math.min(width, height), Math.sqrt(outPixels / (width * height)));
  // The longer side as a square to fit in: which one it is depends on how the picture is turned.
  const side = Math.max(1, Math.round(Math.max(width, height) * scale));
  return vips.Image.thumbnailBuffer(bytes, side, { height: side, size: 'down', ...(profile === 'other' && { output_profile: 'srgb' }) });
}

/** Writing on screens stays crisp with little compression; photos do with more. A profile that goes along is one of the library's own. */
function written(image: Vips.Image, form: PictureForm, moving: boolean, profile: Profile): Uint8Array {
  if (moving) return form === 'gif' ? image.gifsaveBuffer({ keep: 'none', effort: 1, dither: 0 }) : image.webpsaveBuffer({ keep: 'none', effort: 0, Q: 75 });
  const kept = profile === 'p3' ? { keep: 'icc', profile: 'p3' } : ({ keep: 'none' } as const);
  if (image.hasAlpha()) return image.pngsaveBuffer({ ...kept, compression: 6 });
  return image.jpegsaveBuffer({ ...kept, Q: form === 'jpeg' || form === 'webp' ? 85 : 92 });
}
