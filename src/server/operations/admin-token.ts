import { createHash, randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { troubleText } from '../../machine/file-trouble.ts';
import { sameSecret } from '../../net/same-secret.ts';
import { settings } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { longestToken } from './bearer.ts';

export interface AdminToken {
  /** Compares in constant time. */
  is(given: string): boolean;
  /** The token, where it was made here and not given. */
  made?: string;
}

/** Setting that holds the SHA-256 of the token that one of several processes made. */
const hashSetting = 'admin-token-hash';

/**
 * Returns the bearer token of /api: the given one, or one made once and kept in the data folder with mode 600. With `shared`, the store keeps its hash,
 * so that all processes that share it take the same one: that of the process that made it.
 */
export async function adminToken(given: string | undefined, dataDir: string, shared?: Store): Promise<AdminToken> {
  if (given) return { is: (token) => sameSecret(token, given) };
  const own = await ownToken(dataDir);
  if (!shared) return { is: (token) => sameSecret(token, own), made: own };
  const rows = shared.collection(settings);
  await rows.insert({ _id: hashSetting, value: sha256(own) });
  const hash = String((await rows.get(hashSetting))?.value);
  return { is: (token) => sameSecret(sha256(token), hash), ...(hash === sha256(own) && { made: own }) };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function ownToken(dataDir: string): Promise<string> {
  const file = join(dataDir, 'admin-token');
  try {
    const token = (await readFile(file, 'utf8')).trim();
    if (token.length >= 16 && token.length <= longestToken) return token;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new Error(troubleText(error, file), { cause: error });
  }
  const token = randomBytes(24).toString('base64url');
  try {
    await writeFile(file, `${token}\n`, { mode: 0o600 });
    await chmod(file, 0o600);
  } catch (error) {
    throw new Error(troubleText(error, file), { cause: error });
  }
  return token;
}
