/** Builds the program, and what browsers load (the chat widget as one file, the demo shop's page). `node scripts/bundles.mjs [out]` builds the latter. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, stop, transform } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Style sheets that code imports become text, made small. */
const cssAsText = {
  name: 'css-as-text',
  setup(plugin) {
    plugin.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: `export default ${JSON.stringify(code.trim())}`, loader: 'js' };
    });
  },
};

/** Parts of the widget that it loads when they are needed. Modules, so that they need no name of their own on the page. */
const widgetParts = ['window', 'voice', 'form', 'mail', 'first'];

/** Returns the files that a channel is loaded by, and that its process of its own runs where it has one. */
const entriesOf = (channel) => ['index', 'child'].map((name) => `channels/${channel}/${name}.ts`).filter((file) => existsSync(join(root, file)));

/** Modules that run in a thread of their own. */
const threads = [
  'src/flow-folder/flow-check.ts',
  'src/speech/decode/decode-thread.ts',
  'src/pictures/read-thread.ts',
  'src/pictures/repack-thread.ts',
  'src/shop/recommending/model-thread.ts',
  'src/shop/search/index-thread.ts',
];

/** Tables of bytes that the program reads when it needs them. */
const tables = ['src/understanding/wish-weights.bin', 'src/understanding/mood-weights.bin'];

/**
 * Writes characters beyond one byte as escapes where that makes the text smaller in memory: V8 keeps a source as long as the program runs, with two bytes
 * for each character as soon as one needs two. The compiler escapes texts, but not regular expressions, which read an escape as the character.
 */
export function oneByte(code) {
  const wide = code.match(/[^\0-\xff]/g)?.length ?? 0;
  return wide === 0 || wide * 5 >= code.length ? undefined : code.replace(/[^\0-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Parts of packages that nothing of ours asks for: a start would read them, and the memory hold them. */
const unused = [
  // Messages of mistakes in fifty languages; ours say what is wrong by themselves.
  { filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/, contents: "export { default as en } from './en.js';" },
  // Charsets: a JSON body comes in one of Unicode's, the rest comes as bytes.
  {
    filter: /[\\/]iconv-lite[\\/]encodings[\\/]index\.js$/,
    contents: "module.exports = Object.assign({}, ...[require('./internal'), require('./utf32'), require('./utf16'), require('./utf7')]);",
  },
];
const withoutUnused = {
  name: 'without-unused',
  setup(plugin) {
    for (const { filter, contents } of unused) plugin.onLoad({ filter }, () => ({ contents, loader: 'js' }));
  },
};

/** Writes the program: `src/main.js`, `src/zhanggui.js`, the commands and each channel, with what they share beside them. Packages stay packages. */
export async function buildProgram(out = join(root, 'dist')) {
  const commands = (await readdir(join(root, 'src/commands'))).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const channels = await readdir(join(root, 'channels'));
  const { outputFiles } = await build({
    write: false,
    plugins: [withoutUnused],
    entryPoints: [
      ...['src/main.ts', 'src/zhanggui.ts', ...threads, ...commands.map((name) => `src/commands/${name}`), ...channels.flatMap(entriesOf)].map((file) =>
        join(root, file),
      ),
    ],
    outbase: root,
    outdir: out,
    bundle: true,
    splitting: true,
    chunkNames: 'shared/[hash]',
    platform: 'node',
    // These load files of their own beside them, or are needed by few.
    external: [
      ...['@photostructure/sqlite', 'mongoose', 'bull', 'ioredis', '@bull-board/*', 'grammy', '@grammyjs/*', 'pino', 'qrcode'],
      ...['wechaty', 'wechaty-*', 'file-box', 'whatsapp-web.js', 'puppeteer'],
      ...['silk-wasm', 'opus-decoder', 'mpg123-decoder', 'wasm-vips', 'ws'],
      ...['sharp', 'tesseract.js', '@tesseract.js-data/*', 'zxing-wasm', 'zxing-wasm/*'],
    ],
    // Packages of the older module system ask for `require`.
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
    format: 'esm',
    target: 'node20.19',
    logLevel: 'warning',
  });
  for (const { path, text } of outputFiles) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, oneByte(text) ?? text);
  }
  for (const file of tables) if (existsSync(join(root, file))) await cp(join(root, file), join(out, file));
}

/** Writes `widget/chat.js` and what it loads later, `call-page/*`, `console-page/*` and `demo-page/*` under `out`. */
export async function buildWeb(out = join(root, 'dist')) {
  const shared = { bundle: true, minify: true, target: 'es2022', format: 'iife', legalComments: 'none', logLevel: 'warning' };
  await build({
    ...shared,
    entryPoints: [join(root, 'widget/main.ts')],
    outfile: join(out, 'widget/chat.js'),
    charset: 'utf8',
    plugins: [cssAsText],
  });
  await build({
    ...shared,
    format: 'esm',
    entryPoints: widgetParts.map((name) => join(root, `widget/${name}.ts`)),
    outdir: join(out, 'widget'),
    charset: 'utf8',
    plugins: [cssAsText],
  });
  const call = join(root, 'call');
  await mkdir(join(out, 'call-page'), { recursive: true });
  for (const name of ['customer', 'desk'])
    await build({ ...shared, entryPoints: [join(call, `${name}.ts`)], outfile: join(out, `call-page/${name}.js`), charset: 'utf8' });
  await build({ ...shared, format: undefined, entryPoints: [join(call, 'style.css')], outfile: join(out, 'call-page/style.css') });
  for (const name of ['index.html', 'desk.html']) await cp(join(call, name), join(out, 'call-page', name));
  await buildConsole(out);
  const page = join(root, 'src/demo/page');
  const files = await readdir(page).catch(() => []);
  if (!files.includes('main.ts')) return;
  await mkdir(join(out, 'demo-page'), { recursive: true });
  await build({ ...shared, entryPoints: [join(page, 'main.ts')], outfile: join(out, 'demo-page/main.js'), charset: 'utf8' });
  await build({ ...shared, format: undefined, entryPoints: [join(page, 'style.css')], outfile: join(out, 'demo-page/style.css') });
  await cp(join(page, 'index.html'), join(out, 'demo-page/index.html'));
}

/** Writes the console: the page with its first script and style sheet, and a script for each screen that is loaded when it is opened. */
async function buildConsole(out) {
  const folder = join(root, 'console');
  if (!existsSync(join(folder, 'main.tsx'))) return;
  // Scripts of a build before have other names and would stay.
  await rm(join(out, 'console-page'), { recursive: true, force: true });
  await mkdir(join(out, 'console-page'), { recursive: true });
  const { metafile } = await build({
    entryPoints: { main: join(folder, 'main.tsx') },
    metafile: true,
    outdir: join(out, 'console-page'),
    bundle: true,
    minify: true,
    target: 'es2022',
    format: 'esm',
    splitting: true,
    entryNames: '[name]',
    chunkNames: 'chunk-[hash]',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  await rename(join(out, 'console-page/main.css'), join(out, 'console-page/style.css'));
  for (const file of ['icon.svg', 'app.webmanifest', 'offline.js']) await cp(join(folder, file), join(out, 'console-page', file));
  // What the first script needs is asked for with it, not after it.
  const [, { imports }] = Object.entries(metafile.outputs).find(([name]) => name.endsWith('/main.js'));
  const early = imports
    .filter(({ kind }) => kind === 'import-statement')
    .map(({ path }) => `    <link rel="modulepreload" href="/console/${basename(path)}">\n`);
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  await writeFile(join(out, 'console-page/index.html'), page.replace('  </head>', `${early.join('')}  </head>`));
}

/** Ends the compiler's process, which would stay as long as ours with hundreds of megabytes; the next build starts another. */
export const endCompiler = () => stop();

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildWeb(process.argv[2]);
