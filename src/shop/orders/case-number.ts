import { createHash } from 'node:crypto';

/** Letters and digits that nobody takes for others. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes `RQ-7KQ2MD4`: short enough to read out, the same for every try of one call. */
export function caseNumber(prefix: string, key: string): string {
  return `${prefix}-${[...createHash('sha256').update(key).digest().subarray(0, 7)].map((byte) => alphabet[byte % alphabet.length]).join('')}`;
}
