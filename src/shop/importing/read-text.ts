/** Bytes of a merchant's file as text, whatever Excel made of them. */
import { codePageOf, decoded } from './code-page.ts';
import type { ImportCode } from './problems.ts';

/** `word`: one that shows whether an old code page was read right; for people to look at. */
export type Decoded = { ok: true; text: string; encoding: string; word?: string } | { ok: false; code: ImportCode };

/** Share of zero bytes at even and odd places: UTF-16 without a mark has many at one of them. */
function zeros(bytes: Uint8Array): { even: number; odd: number } {
  const head = bytes.subarray(0, 2_000);
  const count = { even: 0, odd: 0 };
  for (let at = 0; at < head.length; at++) if (head[at] === 0) count[at % 2 === 0 ? 'even' : 'odd']++;
  return { even: count.even / (head.length / 2), odd: count.odd / (head.length / 2) };
}

/**
 * Reads the bytes as text: UTF-8 with or without mark, UTF-16 (Excel's "Unicode text"), or the code page whose words come out as words. Control
 * characters mean that it is no text.
 */
export function readText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { ok: false, code: 'empty-file' };
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3) return { ok: false, code: 'excel-file' };
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11) return { ok: false, code: 'excel-file' };
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
  const { even, odd } = zeros(bytes);
  const wide = marked ?? (odd > 0.3 ? 'utf-16le' : even > 0.3 ? 'utf-16be' : undefined);
  const plain = decoded(bytes, wide ?? 'utf-8');
  const page = plain === null && wide === undefined ? codePageOf(bytes) : null;
  const text = plain ?? (page && decoded(bytes, page.encoding));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  if (text === null || /[\u0000-\u0008\u000e-\u001a\ufffe]/.test(text)) return { ok: false, code: 'not-text' };
  if (text.trim() === '') return { ok: false, code: 'empty-file' };
  if (/^\s*<(?:!doctype html|html|head|body|meta|table|div)\b/i.test(text)) return { ok: false, code: 'web-page' };
  if (/^\s*<\?xml/i.test(text)) return { ok: false, code: /<(?:!doctype\s+)?html\b/i.test(text.slice(0, 2_000)) ? 'web-page' : 'excel-file' };
  return { ok: true, text: text.replace(/^\uFEFF/, ''), encoding: page?.encoding ?? wide ?? 'utf-8', ...(page?.word ? { word: page.word } : {}) };
}
