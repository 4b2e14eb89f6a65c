/** Checks that a picture that a flow names is there, and that messengers show it. */

import { nearest } from '../reading/nearest.ts';
import type { Compilation, FieldContext } from './compilation.ts';
import type { TextNode } from './node.ts';

/** Fields that hold a picture, recording or file. */
const mediaFields = new Set(['image', 'video', 'audio', 'file']);
/** WhatsApp takes pictures of 5 MB (https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media), bytes. */
const largest = 5_000_000;
const notShown = /\.(?:svg|heic|heif|avif|bmp|tiff?)$/i;

export function checkPicture(c: Compilation, node: TextNode, here: FieldContext): void {
  const { value } = node;
  const { pictures } = c.context;
  if (!mediaFields.has(here.field) || value === '' || value.includes('{{') || value.includes('{%') || /^(?:https?:)?\/\//i.test(value) || value.startsWith('/'))
    return;
  const name = value.replace(/^\.\//, '').normalize('NFC');
  const known = [...(pictures?.keys() ?? [])];
  const there = known.find((one) => one.replace(/^.*\//, '').toLowerCase() === name.replace(/^.*[/\\]/, '').toLowerCase());
  if (!name.startsWith('pictures/')) {
    c.diagnostics.report('picture-place', node, { value }, { line: there === undefined ? undefined : c.diagnostics.replaced(node, value, there) });
    return;
  }
  if (!pictures) return;
  const bytes = pictures.get(name);
  if (bytes === undefined) {
    const meant = there ?? nearest(name, known);
    c.diagnostics.report(
      'picture-missing',
      node,
      { name, ...(meant !== undefined && { meant }) },
      { line: meant === undefined ? undefined : c.diagnostics.replaced(node, value, meant) },
    );
  } else if (here.field === 'image' && notShown.test(name)) c.diagnostics.report('picture-kind', node, { name });
  else if (here.field === 'image' && bytes > largest) c.diagnostics.report('picture-large', node, { name, mb: (bytes / 1_000_000).toFixed(1) });
}
