/** The mapping of a plain REST API, as docs/stores.md shows it. */
import { readFileSync } from 'node:fs';
import { loadConfig } from '../../src/config/load.ts';
import type { HttpMapping } from '../../src/shop/stores/http/mapping.ts';

export function docsMapping(): HttpMapping {
  const page = readFileSync('docs/stores.md', 'utf8');
  const loaded = loadConfig(/```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '', 'docs/stores.md');
  if (!loaded.ok || !loaded.value.shop.http) throw new Error('docs/stores.md has no mapping');
  return loaded.value.shop.http;
}
