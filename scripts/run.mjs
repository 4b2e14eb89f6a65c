// Runs a command of the program: `node scripts/run.mjs src/commands/flows [arguments]`; builds first when needed.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import './own-environment.mjs';

// The reader of a pipe may have seen enough: `npm run flows | head`.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const [command, ...rest] = process.argv.slice(2);
await build();
const file = fileURLToPath(new URL(`../dist/${command}.js`, import.meta.url));
process.argv = [process.argv[0], file, ...rest];
await import(pathToFileURL(file).href);
