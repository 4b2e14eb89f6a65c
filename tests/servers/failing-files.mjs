// Preloaded (`node --import`): makes the file operations in FAIL (`operations|pattern of the path|code`) fail as the operating system would.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [operations, pattern, code] = (process.env.FAIL ?? '').split('|');
const fails = (path) => code && new RegExp(pattern).test(String(path));
const failure = (operation, path) =>
  Object.assign(new Error(`${code}: made to fail, ${operation} '${path}'`), { code, errno: -1, syscall: operation, path: String(path) });

for (const operation of (operations ?? '').split(',').filter(Boolean)) {
  const [sync, promised] = [fs[`${operation}Sync`], fs.promises[operation]];
  fs[`${operation}Sync`] = (path, ...rest) => {
    if (fails(path)) throw failure(operation, path);
    return sync(path, ...rest);
  };
  fs.promises[operation] = async (path, ...rest) => {
    if (fails(path)) throw failure(operation, path);
    return promised(path, ...rest);
  };
}
syncBuiltinESMExports();
