// Loads our sources with a mark at the beginning of every function, so that a program can say through which files a message went: `node --import
// ./tests/message-path/trace-hook.mjs PROGRAM.ts`. `globalThis.messagePath` is called with the file each time that one of its functions is entered.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { dirname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import ts from 'typescript';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
if (isMainThread) {
  globalThis.messagePath = () => {};
  register(import.meta.url);
}

const options = { target: 'es2023', module: 'esnext', verbatimModuleSyntax: true };

/** The source as JavaScript, each function beginning with `messagePath(file)`. */
function marked(file, source) {
  const mark = `globalThis.messagePath(${JSON.stringify(file)})`;
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const inserts = [];
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      if (ts.isBlock(node.body)) {
        const superCall = ts.isConstructorDeclaration(node) && node.body.statements[0]?.getText().startsWith('super(');
        inserts.push([superCall ? node.body.statements[0].getEnd() : node.body.getStart() + 1, `${mark};`]);
      } else inserts.push([node.body.getStart(), `(${mark},`], [node.body.getEnd(), ')']);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  // An end stands before a beginning at the same place; of two ends, either.
  inserts.sort(([a, one], [b, two]) => b - a || Number(one === ')') - Number(two === ')'));
  for (const [at, text] of inserts) source = source.slice(0, at) + text + source.slice(at);
  return ts.transpileModule(source, { compilerOptions: options, fileName: file }).outputText;
}

export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts') || url.includes('/node_modules/')) return nextLoad(url, context);
  const path = fileURLToPath(url);
  const file = relative(root, path).split(sep).join('/');
  const source = readFileSync(path, 'utf8');
  const isOurs = file.startsWith('src/') || file.startsWith('channels/');
  const text = isOurs ? marked(file, source) : ts.transpileModule(source, { compilerOptions: options, fileName: file }).outputText;
  return { format: 'module', source: text, shortCircuit: true };
}
