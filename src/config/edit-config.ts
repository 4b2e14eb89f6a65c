/** Changes the text of a config file as a merchant would: what is not changed stays as it is written, comments included. */
import { isMap, isNode, parseDocument, type YAMLMap } from 'yaml';

/** Settings of `shop:` that a page may change; what is not given stays. */
export interface ShopChange {
  name?: Record<string, string> | undefined;
  langs?: string[] | undefined;
  hours?: Record<string, string[]> | undefined;
  closed_on?: string[] | undefined;
}

/**
 * Returns the text with the change in `shop:`; undefined when the text is no map. Only the lines of what changes are written anew.
 */
export function editConfig(text: string, change: ShopChange): string | undefined {
  return Object.entries(change).reduce<string | undefined>(
    (done, [key, value]) => (value === undefined || done === undefined ? done : withKey(done, key, value)),
    text,
  );
}

function withKey(text: string, key: string, value: unknown): string | undefined {
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'error', prettyErrors: false });
  if (document.errors.length > 0) return undefined;
  const written = inline(value);
  const { contents } = document;
  if (contents !== null && !isMap(contents)) return undefined;
  const shop = contents?.get('shop', true) as unknown;
  if (shop === undefined || (isNode(shop) && !isMap(shop))) {
    // No section yet, or one of which every line is commented out.
    const empty = /^shop:[ \t]*(?:~|null)?[ \t]*(?=\r?\n|$|#)/m.exec(text);
    if (empty) return `${text.slice(0, empty.index)}shop:\n  ${key}: ${written}${text.slice(empty.index + empty[0].length)}`;
    return `${text === '' || text.endsWith('\n') ? text : `${text}\n`}shop:\n  ${key}: ${written}\n`;
  }
  return isMap(shop) ? inSection(text, shop, key, written) : undefined;
}

function inSection(text: string, shop: YAMLMap, key: string, written: string): string | undefined {
  const value = shop.get(key, true) as unknown;
  if (isNode(value) && value.range) {
    const [from, to] = value.range;
    const end = text.slice(from, to).endsWith('\n') ? '\n' : '';
    // A value line by line begins on the line below its key.
    const before = text.slice(0, from).replace(/[ \t]*\r?\n[ \t]*$/, ' ');
    return `${before}${written}${end}${text.slice(to)}`;
  }
  const [from] = shop.range ?? [];
  if (from === undefined) return undefined;
  if (shop.flow) return `${text.slice(0, from + 1)} ${key}: ${written}${shop.items.length > 0 ? ',' : ''}${text.slice(from + 1)}`;
  const indent = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  return indent.trim() === '' ? `${text.slice(0, from)}${key}: ${written}\n${indent}${text.slice(from)}` : undefined;
}

/** JSON is YAML: every text in quotes, on one line. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${/^[A-Za-z_][\w-]*$/.test(key) ? key : JSON.stringify(key)}: ${inline(one)}`)
      .join(', ')} }`;
  return JSON.stringify(value);
}
