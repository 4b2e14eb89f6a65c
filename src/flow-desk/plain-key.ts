import { isScalar } from 'yaml';

/** Returns a key of a YAML map as text. */
export const plainKey = (key: unknown): string => (isScalar(key) ? String(key.value) : String(key));
