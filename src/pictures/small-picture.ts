/** Makes a picture small for comparing, with a library that is loaded at the first one. */
import { type Small, smallSide } from './likeness/planes.ts';
import { formats, largest, mostPixels } from './picture.ts';

export interface SmallOptions {
  /** Takes drawings (SVG) too: only for those of our own. */
  drawn?: boolean;
}

/** Returns it upright, on white, at most 256 pixels a side; null for what is no picture, too large, or of a format that is not read. */
export async function smallPicture(bytes: Uint8Array, { drawn = false }: SmallOptions = {}): Promise<Small | null> {
  if (bytes.length > largest) return null;
  const { default: sharp } = await import('sharp');
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels, pages: 1, failOn: 'error' });
    const { format, width, height } = await picture.metadata();
    if (!(formats.has(format) || (drawn && format === 'svg')) || width * height > mostPixels) return null;
    const { data, info } = await picture
      .rotate()
      .flatten({ background: '#ffffff' })
      .resize({ width: smallSide, height: smallSide, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return info.channels === 3 ? { width: info.width, height: info.height, rgb: new Uint8Array(data) } : null;
  } catch {
    return null;
  }
}
