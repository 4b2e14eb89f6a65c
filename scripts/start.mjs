// `npm start`: builds what is missing and starts the program in this same process, so that signals reach it.
import { pathToFileURL, fileURLToPath } from 'node:url';
import module from 'node:module';
import { build } from './build.mjs';

await build();
// Compiled code is kept between starts where Node can (22.1+): half the start-up time.
module.enableCompileCache?.();
await import(pathToFileURL(fileURLToPath(new URL('../dist/src/main.js', import.meta.url))).href);
