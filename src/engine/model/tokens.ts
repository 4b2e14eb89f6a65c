/** Tokens of buttons: `run.turn.option`, run and turn in base 36, so that they fit the narrowest channel (32 bytes). */

/** Codes of the buttons that a question adds itself. They begin with 0, as no number of an option in base 36 does. */
export const skipCode = '0s';
export const moreCode = '0m';
/** Code of a form whose questions were answered at once. */
export const formCode = '0f';

export interface ButtonToken {
  run: string;
  turn: number;
  option: string;
}

/** Returns the token of one option of the question that a run asked in a turn. */
export function buttonToken(run: string, turn: number, option: string): string {
  return `${run}.${turn.toString(36)}.${option}`;
}

/** Returns the inverse of {@link buttonToken}; null for anything else, e.g. a token of another program. */
export function readToken(token: string): ButtonToken | null {
  const match = token.length <= 32 ? /^([a-z0-9]+)\.([a-z0-9]+)\.([a-z0-9]+)$/.exec(token) : null;
  const [, run, turn, option] = match ?? [];
  return run && turn && option ? { run, turn: Number.parseInt(turn, 36), option } : null;
}

/** Returns the last part of a token: which option of its question it is. */
export function optionOf(token: string): string {
  return token.slice(token.lastIndexOf('.') + 1);
}

/** Returns the part of a token that names the question that it belongs to. */
export function questionOf(token: string): string {
  return token.slice(0, token.lastIndexOf('.'));
}
