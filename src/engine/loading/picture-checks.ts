/** Whether a picture that a flow names is there, and whether messengers show it. */
import type { Compilation, Spot } from './compilation.ts';
import { nearest } from './nearest.ts';
import type { TextNode } from './node.ts';

/** Fields that hold a picture, recording or file. */
const mediaFields = new Set(['image', 'video', 'audio', 'file']);
/** WhatsApp takes pictures of 5 MB (https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media), bytes. */
const largest = 5_000_000;
const notShown = /\.(?:svg|heic|heif|avif|bmp|tiff?)$/i;

export function checkPicture(c: Compilation, node: TextNode, spot: Spot): void {
  const { value } = node;
  const { pictures } = c.context;
  if (!mediaFields.has(spot.field) || value === '' || value.includes('{{') || value.includes('{%') || /^(?:https?:)?\/\//i.test(value) || value.startsWith('/'))
    return;
  const name = value.replace(/^\.\//, '').normalize('NFC');
  const known = [...(pictures?.keys() ?? [])];
  const there = known.find((one) => one.replace(/^.*\//, '').toLowerCase() === name.replace(/^.*[/\\]/, '').toLowerCase());
  if (!name.startsWith('pictures/')) {
    c.sink.report('picture-place', node, { value }, { line: there === undefined ? undefined : c.sink.replaced(node, value, there) });
    return;
  }
  if (!pictures) return;
  const bytes = pictures.get(name);
  if (bytes === undefined) {
    const meant = there ?? nearest(name, known);
    c.sink.report(
      'picture-missing',
      node,
      { name, ...(meant !== undefined && { meant }) },
      { line: meant === undefined ? undefined : c.sink.replaced(node, value, meant) },
    );
  } else if (spot.field === 'image' && notShown.test(name)) c.sink.report('picture-kind', node, { name });
  else if (spot.field === 'image' && bytes > largest) c.sink.report('picture-large', node, { name, mb: (bytes / 1_000_000).toFixed(1) });
}
