/** The reading of a picture, and the reasons for which there is none. */

/** Largest picture that is read, bytes, as it came. */
export const largest = 10_000_000;
/** Most pixels of one: a small file may unpack to gigabytes. */
export const mostPixels = 40_000_000;
/** Formats that are read. SVG is a program, not a picture. */
export const formats: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'avif', 'heif']);

/**
 * Why nothing was read: `lost` the channel does not give it out; `too_large`; `format` its format is not read here; `damaged` its bytes are not what
 * they say; `nothing` there is nothing in it that the shop knows; `several` more than one order; `busy` too many at once; `late` it took too long.
 */
export type Unread = 'lost' | 'too_large' | 'format' | 'damaged' | 'nothing' | 'several' | 'busy' | 'late';

/** Texts of QR and bar codes, and lines of writing from the top down. */
export interface Writing {
  codes: string[];
  lines: string[];
}
export type Read = { ok: true; writing: Writing } | { ok: false; why: Extract<Unread, 'too_large' | 'format' | 'damaged'>; detail: string };
