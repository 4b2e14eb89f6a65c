/** Comments that a repaired line leaves behind a text that the repair put in quotes: the merchant may have meant them as a part of the text. */

const quotedText = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g;

const behindText = (line: string): string | undefined => /"\s+(#.*?)\s*$/.exec(line.replace(quotedText, '""'))?.[1];

/** Returns the comment behind the quoted text of `after`, sign included; undefined where it stood behind a quoted text before, or there is none. */
export function commentLeft(after: string, before: string): string | undefined {
  return behindText(before) === undefined ? behindText(after) : undefined;
}
