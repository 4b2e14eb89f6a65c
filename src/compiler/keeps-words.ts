/** A repair may change how a line is written, never what customers read. */

/** Full-width brackets, and Chinese quotes where YAML's own belong: quoting them would show them to customers. */
const wideSigns = /[｛｝]|(?:[:,{[]\s*|-\s+)["']?[“”]/;
/** A quoted text that swallowed the next language, or what closes its map. */
const swallowed = /\s[a-z]{2}(?:-[A-Za-z]{2,4})?:\s|(?<!\})\}$|^\{(?!\{)/;

const textsOf = (line: string): string[] => line.match(/"(?:[^"\\]|\\.)*"|(?<=[\s{[])'(?:[^']|'')*'/g) ?? [];
const swallowing = (line: string): number => textsOf(line).filter((text) => swallowed.test(text.slice(1, -1).trim())).length;

/** Tells whether a repaired line can be offered in the place of `before`: no sign of its layout has become part of a text. */
export function keepsWords(line: string, before: string): boolean {
  if (wideSigns.test(line)) return false;
  const single = line.match(/(?<=[\s{[])'(?:[^']|'')*'/g) ?? [];
  if (single.some((text) => text.split('"').length % 2 === 0)) return false;
  // What looks like that and stood there before is the merchant's own: "Try on: ...".
  if (swallowing(line) > swallowing(before)) return false;
  return (
    (line
      .replace(/(?<=[\s{[])'(?:[^']|'')*'/g, '')
      .replace(/\\"/g, '')
      .split('"').length -
      1) %
      2 ===
    0
  );
}
