/**
 * The internal modules of WhatsApp Web that the installed whatsapp-web.js asks for. A new version that asks for others needs a look: at what
 * it does with them, and at the stand-in. Then add the name to modules.json.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const library = (() => {
  try {
    return dirname(createRequire(import.meta.url).resolve('whatsapp-web.js'));
  } catch {
    return undefined;
  }
})();

/** Every literal name in `window.require('...')`, and in `module: '...'` of injectToFunction. */
function modulesOf(text: string): string[] {
  return [...text.matchAll(/(?:\.require\(\s*|\bmodule:\s*)(['"`])([^'"`]+)\1/g)].map(([, , name]) => name ?? '');
}

describe.skipIf(!library)('the modules that whatsapp-web.js asks WhatsApp Web for', () => {
  const source = join(library ?? '', 'src');
  const files = library ? readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js')) : [];
  const texts = files.map((file) => readFileSync(join(source, file), 'utf8'));
  const asked = [...new Set(texts.flatMap(modulesOf))].sort();

  it('are those that we know', () => {
    const known = z.array(z.string()).parse(JSON.parse(readFileSync(new URL('./modules.json', import.meta.url), 'utf8')));
    expect({ unknown: asked.filter((name) => !known.includes(name)), gone: known.filter((name) => !asked.includes(name)) }).toEqual({ unknown: [], gone: [] });
    expect(known.length).toBeGreaterThan(60);
  });

  it('are all named by a literal, so that the list is whole', () => {
    const computed = texts.flatMap((text) => [...text.matchAll(/window\.require\((?!\s*['"`])[^)]*\)/g)].map(([call]) => call));
    expect(computed).toEqual(['window.require(target.module)']);
  });

  it('of the stand-in are modules that it asks for', () => {
    const page = new URL('./stand-in/page.js', import.meta.url);
    expect(existsSync(page)).toBe(true);
    const stood = [...readFileSync(page, 'utf8').matchAll(/^ {2}(WA\w+):/gm)].map(([, name]) => name);
    expect(stood.length).toBeGreaterThan(30);
    expect(stood.filter((name) => !asked.includes(name ?? ''))).toEqual([]);
  });
});
