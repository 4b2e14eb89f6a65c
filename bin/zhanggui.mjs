#!/usr/bin/env node
// The door to every command: `npx zhanggui ...` in a shop's folder, npm's scripts in a clone. Builds what is missing first, and runs in
// this same process, so that signals reach the program.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { build } from '../scripts/build.mjs';

// The reader of a pipe may have seen enough: `npx zhanggui flows | head`.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

// Every command reads the `.env` of the folder that it runs in; what is set in the shell counts more.
if (existsSync('.env')) process.loadEnvFile('.env');
await build();
// Compiled code is kept between starts where Node can (22.1+): half the start-up time.
module.enableCompileCache?.();
await import('../dist/src/zhanggui.js');
