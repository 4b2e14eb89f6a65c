/** QR codes, for terminals and as pictures. */

const forms = {
  terminal: { type: 'terminal', small: true, errorCorrectionLevel: 'L' },
  // What is printed gets creased: a quarter of it may be lost.
  svg: { type: 'svg', errorCorrectionLevel: 'Q' },
} as const;

/** Draws a text as a QR code; null where the package that draws is not installed. It is loaded when it is first needed: most shops draw none. */
export async function drawQr(text: string, form: keyof typeof forms): Promise<string | null> {
  // Not a literal, so that neither the compiler nor the bundler insists on an optional package.
  const name = 'qrcode';
  try {
    const { default: library }: { default: { toString(text: string, options: object): Promise<string> } } = await import(name);
    return await library.toString(text, forms[form]);
  } catch {
    return null;
  }
}
