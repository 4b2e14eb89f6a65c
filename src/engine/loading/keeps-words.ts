/** A repair may change how a line is written, never what customers read. */

/** Full-width brackets, and Chinese quotes where YAML's own belong: quoting them would show them to customers. */
const wideSigns = /[｛｝]|(?:[:,{[]\s*|-\s+)["']?[“”]/;
/** A quoted text that swallowed the next language, or what closes its map. */
const swallowed = /\s[a-z]{2}(?:-[A-Za-z]{2,4})?:\s|(?<!\})\}$|^\{(?!\{)/;

/** Whether a repaired line can be offered: no sign of its layout has become part of a text. */
export function keepsWords(line: string): boolean {
  if (wideSigns.test(line)) return false;
  const texts = line.match(/"(?:[^"\\]|\\.)*"|(?<=[\s{[])'(?:[^']|'')*'/g) ?? [];
  const single = line.match(/(?<=[\s{[])'(?:[^']|'')*'/g) ?? [];
  if (single.some((text) => text.split('"').length % 2 === 0)) return false;
  if (texts.some((text) => swallowed.test(text.slice(1, -1).trim()))) return false;
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
