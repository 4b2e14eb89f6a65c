/** Form of a shop's order numbers: its own pattern, or one after an example. */
import { RE2JS } from 're2js';

/** Signs between the parts of a number, as people write them or leave them out; digits cannot do without one. */
const between = '[-_/.#\\s]';
const isDigits = (run: string | undefined): boolean => run !== undefined && /^\p{N}/u.test(run);

/**
 * Returns the pattern of numbers like this one: the same letters and parts, the last digits a few more or less. `CY10022` gives one that `cy-9817` fits
 * too.
 */
export function patternLike(example: string): string {
  const runs = example.normalize('NFKC').match(/\p{N}+|\p{L}+/gu) ?? [];
  const last = runs.findLastIndex(isDigits);
  return runs
    .map((run, at) => {
      const sign = at === 0 ? '' : `${between}{${isDigits(run) && isDigits(runs[at - 1]) ? 1 : 0},2}`;
      if (!isDigits(run)) return `${sign}${run}`;
      return at === last ? `${sign}\\d{${Math.max(1, run.length - 2)},${run.length + 3}}` : `${sign}\\d{${run.length}}`;
    })
    .join('');
}

const compiled = new Map<string, RE2JS>();

/** Throws where the pattern cannot be read. Anchors are left out: a number stands for itself wherever it is. */
export function compileOrderPattern(pattern: string): RE2JS {
  let ready = compiled.get(pattern);
  if (!ready) {
    const body = pattern.replace(/^\^|\$$/g, '');
    ready = RE2JS.compile(`(?:^|[^\\p{L}\\p{N}]|[\\p{Han}])#?(${body})(?:$|[^\\p{L}\\p{N}]|[\\p{Han}])`, RE2JS.CASE_INSENSITIVE);
    if (compiled.size > 20) compiled.clear();
    compiled.set(pattern, ready);
  }
  return ready;
}

/** Tells whether the pattern accepts the empty text as a number. */
export function fitsEmpty(pattern: string): boolean {
  return RE2JS.compile(pattern).matches('');
}

/** Tells whether the whole text is a number of this pattern. */
export function fitsPattern(pattern: string, number: string): boolean {
  return ownNumbersIn(number, pattern)[0] === number.replace(/^#/, '');
}

/** Returns the numbers of the shop's own form in a text, as they are written there. */
export function ownNumbersIn(text: string, pattern: string | undefined): string[] {
  if (pattern === undefined) return [];
  const form = compileOrderPattern(pattern);
  const found: string[] = [];
  // What stands before one number may be what stands behind another: each search begins where the last number ended.
  for (let rest = text.slice(0, 4_096); found.length < 10; ) {
    const match = form.matcher(rest);
    if (!match.find()) break;
    const number = match.group(1) ?? '';
    if (number.trim() === '') break;
    const [before, after] = [rest.slice(0, match.start(1)), rest.slice(match.end(1))];
    // A part of a longer number is another number.
    if (!/[\p{L}\p{N}][-_/.]$/u.test(before) && !/^[-_/.][\p{L}\p{N}]/u.test(after)) found.push(number);
    rest = after;
  }
  return found;
}
