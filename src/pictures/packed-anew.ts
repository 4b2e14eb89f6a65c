/** A picture that people of the shop send, packed anew: without place, device and whatever else stands in the file. */

/** Most pixels of a picture: of a bigger one the memory would be too dear. */
const mostPixels = 50_000_000;
/** Formats that are opened: a drawing of vectors could name other files, and a scan of many pages is no picture for a chat. */
const formats: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'heif', 'avif']);
const longestSide = 2_560;

/** Returns JPEG or PNG; null where the bytes are no picture, or the library is not installed. */
export async function packedAnew(bytes: Uint8Array): Promise<Uint8Array | null> {
  try {
    const { default: sharp } = await import('sharp');
    const picture = sharp(bytes, { limitInputPixels: mostPixels, pages: 1, failOn: 'error' });
    const { hasAlpha, format } = await picture.metadata();
    if (!formats.has(format ?? '')) return null;
    const upright = picture.rotate().resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
    return await (hasAlpha ? upright.png() : upright.jpeg({ quality: 85 })).toBuffer();
  } catch {
    return null;
  }
}
