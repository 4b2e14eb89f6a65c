/** The operations manual's list of collections and their indexes, made from where they are declared. */
import { indexesOf } from '../../src/store/mongo/document.ts';
import type { CollectionSpec, Row } from '../../src/store/store.ts';

type Lang = 'en' | 'zh';

const words = {
  en: { head: ['collection', 'indexes besides `_id`'], unique: ' (unique)', none: 'none', between: '; ' },
  zh: { head: ['集合', '`_id` 以外的索引'], unique: '（唯一）', none: '无', between: '；' },
} as const;

/** Returns a Markdown table, a line a collection; fields as the rows have them. */
export function indexTable(specs: readonly CollectionSpec<Row>[], lang: Lang): string {
  const { head, unique, none, between } = words[lang];
  const lines = [...specs]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((spec) => {
      const indexes = indexesOf(spec).map((index) => `${index.fields.map((field) => `\`${field}\``).join(' + ')}${index.unique ? unique : ''}`);
      return `| \`${spec.name}\` | ${indexes.join(between) || none} |`;
    });
  return [`| ${head.join(' | ')} |`, '|---|---|', ...lines].join('\n');
}
