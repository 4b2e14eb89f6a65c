/**
 * JSON whose whole numbers are ids: WeChat's message ids have up to 19 digits, more than a number holds exactly, and must equal those that
 * come later in XML. Whole numbers of 16 digits and more are read as texts.
 */
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Reads JSON, keeping numbers that are too long for a double as text; undefined when it is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(token, (found) => (/^\d{16,}$/.test(found) ? `"${found}"` : found)));
  } catch {
    return undefined;
  }
}
