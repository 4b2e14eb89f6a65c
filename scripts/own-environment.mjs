// Every command reads the program's `.env`; what is set in the shell counts more.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const own = fileURLToPath(new URL('../.env', import.meta.url));
if (existsSync(own)) process.loadEnvFile(own);
