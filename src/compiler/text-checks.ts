/** Warnings about texts: a language that is missing, a label that a channel cuts. */
import type { Compilation } from './compilation.ts';

export function checkTexts(c: Compilation): void {
  const wanted = c.context.langs ?? [...new Set(c.texts.flatMap((text) => text.langs))];
  for (const { node, langs } of c.texts) {
    const missing = wanted.filter((lang) => !langs.includes(lang));
    if (missing.length > 0) c.diagnostics.report('missing-language', node, { missing: missing.join(', '), has: langs.join(', ') });
  }
  const narrow = [...(c.context.channels ?? [])].filter((channel) => channel.label !== undefined).sort((a, b) => (a.label ?? 0) - (b.label ?? 0))[0];
  if (narrow?.label === undefined) return;
  for (const { node, value } of c.labels) {
    const length = [...value].length;
    if (length > narrow.label) c.diagnostics.report('label-too-long', node, { length: String(length), most: String(narrow.label), channel: narrow.name });
  }
}
