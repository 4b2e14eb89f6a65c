/** How the shop wants its chat to look: written into the file by the server that sends it. */
export interface Look {
  /** `#rrggbb`. */
  colour?: string;
  /** Of the window, by language. */
  name?: Record<string, string>;
  /** Below it, by language. */
  line?: Record<string, string>;
  /** Address of a picture. */
  logo?: string;
  /** One or two characters in place of a picture. */
  seal?: string;
  side?: 'left' | 'right';
  /** Origins whose pages may show the chat, besides our own. */
  sites?: string[];
}

/** The server puts the look's JSON in the place of this word. */
const written = '__ZHANGGUI_LOOK__';
export const look: Look = written[0] === '{' ? (JSON.parse(written) as Look) : {};

/** Tells whether a page of `site` may show the chat of the program at `base`. */
export function mayShow(site: string, base: string): boolean {
  return !look.sites || site === new URL(base).origin || look.sites.includes(site);
}

/** Returns the text in the visitor's language, else in the first one. */
export function inLang(texts: Record<string, string> | undefined, lang: string): string | undefined {
  if (!texts) return undefined;
  return texts[lang] ?? texts[lang.split('-')[0] ?? ''] ?? Object.values(texts)[0];
}

/** Is black easier to read on the colour than white? (Relative luminance, WCAG 2.) */
function isLight(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.36;
}

/** Sets the colours and the side. */
export function dress(host: HTMLElement, dark: boolean): void {
  host.toggleAttribute('data-left', look.side === 'left');
  const { colour } = look;
  if (!colour) return;
  const mix = (part: number, other: string) => `color-mix(in srgb, ${colour} ${part}%, ${other})`;
  const colours = {
    '--accent': colour,
    '--on': isLight(colour) ? '#1b1816' : '#fff',
    '--bright': mix(92, '#fff'),
    '--deep': mix(90, '#000'),
    '--strong': dark ? mix(50, '#fff') : mix(70, '#000'),
    '--soft': dark ? mix(24, '#1b1816') : mix(10, '#fff'),
  };
  for (const [name, value] of Object.entries(colours)) host.style.setProperty(name, value);
}
