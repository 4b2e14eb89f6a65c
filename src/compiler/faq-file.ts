/** A whole FAQ file. */

import type { Faq, FaqEntry } from '../flow-tree/flow-tree.ts';
import { dayOf } from '../reading/values/calendar.ts';
import { block } from './blocks.ts';
import type { Compilation, FieldContext } from './compilation.ts';
import { isOverdue } from './faq-dates.ts';
import { entryKeys, faqKeys } from './fixed-words.ts';
import { nameOf, versionOf } from './head.ts';
import { complete, keyed } from './keys.ts';
import { wordList } from './kinds.ts';
import type { MapNode, YamlNode } from './node.ts';
import { checkPicture } from './picture-checks.ts';
import { cond, scalar, text } from './text-values.ts';

function entry(c: Compilation, node: YamlNode, index: number): FaqEntry | undefined {
  const keys = keyed(c, node, entryKeys, 'entry');
  if (!keys || node.type !== 'map' || keys.size < node.entries.length || !complete(c, node, ['q', 'a'], 'entry')) return undefined;
  const at = (field: string): FieldContext => ({ path: '', verb: 'faq', field, next: undefined, locals: [] });
  const [q, a, id, image, link, then, only, by] = ['q', 'a', 'id', 'image', 'link', 'then', 'only_if', 'check_by'].map((key) => keys.get(key));
  const phrases = q && wordList(c, q, at('q'));
  const answer = a && text(c, a, at('a'));
  const found: FaqEntry = { id: (id && scalar(c, id, 'id')?.value) ?? `${c.flowName}:${index}`, q: phrases ?? [], a: answer ?? { langs: {} } };
  const picture = image && text(c, image, at('image'));
  if (image?.type === 'text') checkPicture(c, image, at('image'));
  const address = link && text(c, link, at('link'));
  const holds = only && cond(c, only, at('only_if'));
  const checkBy = by && dayIn(c, by);
  if (then && then.type !== 'text') {
    c.diagnostics.report('name-only', then, { what: 'then' });
    return undefined;
  }
  const to = then && block(c, then, `${index}.then`, undefined, at('then'));
  return {
    ...found,
    ...(picture ? { image: picture } : {}),
    ...(address ? { link: address } : {}),
    ...(to ? { then: to } : {}),
    ...(holds ? { only_if: holds } : {}),
    ...(checkBy ? { check_by: checkBy } : {}),
  };
}

/** Reads a day; warns of one that has passed, where the day of the shop is known. */
function dayIn(c: Compilation, node: YamlNode): string | undefined {
  const value = scalar(c, node, 'check_by')?.value;
  if (value === undefined) return undefined;
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? [];
  if (dayOf(Number(year), Number(month), Number(date)) === null) {
    c.diagnostics.report('bad-day', node, { value });
    return undefined;
  }
  if (c.context.today !== undefined && isOverdue(value, c.context.today)) c.diagnostics.report('check-due', node, { value });
  return value;
}

/** Compiles a file whose root has `faq:`. */
export function compileFaq(c: Compilation, root: MapNode, source: string): Faq {
  const keys = keyed(c, root, faqKeys, 'faq') ?? new Map<string, YamlNode>();
  c.flowName = nameOf(c, root, 'faq');
  const list = keys.get('entries');
  let entries: FaqEntry[] = [];
  if (list?.type === 'list' && list.items.length > 0) entries = list.items.flatMap((item, index) => entry(c, item, index) ?? []);
  else if (list) c.diagnostics.report(list.type === 'list' ? 'empty' : 'not-a-list', list, { what: 'entries' });
  else if (keys.size === root.entries.length) complete(c, root, ['entries'], 'faq');
  const seen = new Set<string>();
  for (const found of entries) {
    if (seen.has(found.id)) c.diagnostics.report('duplicate-entry', root, { name: found.id });
    seen.add(found.id);
  }
  return { name: c.flowName, version: versionOf(source), file: c.diagnostics.file, source, entries, warnings: [] };
}
