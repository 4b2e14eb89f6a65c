/** Code points of the zero of other decimal digits: Arabic, Persian, Devanagari, Bengali, Thai. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];

/** Returns the digits of other scripts as 0 to 9; the text keeps its length. */
export function plainDigits(text: string): string {
  if (!/[٠-٩۰-۹०-९০-৯๐-๙]/.test(text)) return text;
  return text.replace(/[٠-٩۰-۹०-९০-৯๐-๙]/g, (char) => {
    const code = char.charCodeAt(0);
    return String(code - (zeros.findLast((zero) => zero <= code) ?? code));
  });
}
