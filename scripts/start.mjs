// `npm start`: builds what is missing and starts the program in this same process, so that signals reach it.

import module from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import './own-environment.mjs';

await build();
// Compiled code is kept between starts where Node can (22.1+): half the start-up time.
module.enableCompileCache?.();
await import(pathToFileURL(fileURLToPath(new URL('../dist/src/main.js', import.meta.url))).href);
