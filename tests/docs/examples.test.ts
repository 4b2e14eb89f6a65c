/**
 * Runs the examples of doc comments: the `ts` block behind each `@example`. A block is plain JavaScript with its imports, one in a line, relative
 * to its own file; a line `EXPRESSION; // => VALUE` says what comes out.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, it } from 'vitest';

const files = ['src', 'channels', 'tests']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

const examples = files.flatMap((file) => {
  const text = readFileSync(file, 'utf8');
  const blocks = [...text.matchAll(/^ *\* @example\n *\* ```ts\n(.*?)^ *\* ```$/gms)];
  return blocks.map(({ 1: block = '', index }) => ({ file, line: text.slice(0, index).split('\n').length, code: block.replace(/^ *\* ?/gm, '') }));
});

const imports = /^import \{ (.+) \} from '(.+)';$/gm;

/** Runs a block; fails where a line says another value than comes out. */
async function run(file: string, code: string): Promise<void> {
  const known = new Map<string, unknown>([['expect', expect]]);
  for (const [, names = '', from = ''] of code.matchAll(imports)) {
    const module: Record<string, unknown> = await import(resolve(dirname(file), from));
    for (const name of names.split(', ')) {
      expect(Object.keys(module)).toContain(name);
      known.set(name, module[name]);
    }
  }
  const body = code.replace(imports, '').replace(/^(.+); \/\/ => (.+)$/gm, 'expect(await ($1)).toEqual($2);');
  await new Function(...known.keys(), `return (async () => {\n${body}\n})();`)(...known.values());
}

it('has every example in a block that is run', () => {
  const loose = files.filter((file) => /^ *\* @example\n(?! *\* ```ts\n)/m.test(readFileSync(file, 'utf8')));
  expect(loose).toEqual([]);
});

it.each(examples)('the example in $file, line $line', async ({ file, code }) => {
  expect(code).toContain('; // => ');
  await run(file, code);
});

/** Exports that other rooms and authors of channels call. */
it.each([
  ['advance', 'src/engine/advance.ts'],
  ['parseFlow', 'src/compiler/flow.ts'],
  ['checkFlows', 'src/compiler/folder.ts'],
  ['flowSet', 'src/flow-folder/flow-set.ts'],
  ['parseTranscript', 'src/transcripts/read.ts'],
  ['runCase', 'src/transcripts/transcript.ts'],
  ['train', 'src/understanding/matcher.ts'],
  ['ManualClock', 'tests/runtime/manual-clock.ts'],
  ['within', 'src/event-loop/within.ts'],
  ['backOff', 'src/event-loop/back-off.ts'],
  ['degrade', 'src/channel-kit/degrade/degrade.ts'],
  ['splitText', 'src/channel-kit/degrade/split.ts'],
  ['mediaKind', 'src/channel-kit/media-kind.ts'],
  ['publicAddress', 'src/channel-kit/public-address.ts'],
  ['sameSecret', 'src/net/same-secret.ts'],
  ['conversationId', 'src/message.ts'],
  ['collection', 'src/store/store.ts'],
  ['run', 'src/call.ts'],
])('%s has an example', (name, file) => {
  expect(examples.some((example) => example.file === file && example.code.includes(`${name}(`))).toBe(true);
});
