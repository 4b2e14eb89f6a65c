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
  /** The shop takes calls with picture and sound. */
  calls?: boolean;
  /** Conversations are sent by e-mail to who asks. */
  mail?: boolean;
  /** The shop's own words of the window, by language. */
  words?: Record<string, Record<string, string>>;
}

/** The server puts the look's JSON in the place of this word. */
const written = '__ZHANGGUI_LOOK__';
export const look: Look = written[0] === '{' ? (JSON.parse(written) as Look) : {};

/** Tells whether a page of `site` may show the chat of the program at `base`. */
export function mayShow(site: string, base: string): boolean {
  return !look.sites || site === new URL(base).origin || look.sites.includes(site);
}

/** Returns what is there for the visitor's language, else the first one. */
export function inLang<T>(all: Record<string, T> | undefined, lang: string): T | undefined {
  return all && (ofLang(all, lang) ?? Object.values(all)[0]);
}

/** Returns what is there for the language, with or without its region. */
export function ofLang<T>(all: Record<string, T> | undefined, lang: string): T | undefined {
  return all?.[lang] ?? all?.[lang.split('-')[0] ?? ''];
}

type Rgb = readonly [number, number, number];
const rgbOf = (colour: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as unknown as Rgb;

/** Is black easier to read on the colour than white? (Relative luminance, WCAG 2.) */
function isLight(colour: Rgb): boolean {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.36;
}

/** Sets the colours and the side on the element around all. The page's own variables (`--zhanggui-accent` and the like) stand above them. */
export function dress(frame: HTMLElement, dark: boolean): void {
  frame.toggleAttribute('data-left', look.side === 'left');
  frame.toggleAttribute('data-dark', dark);
  if (!look.colour) return;
  const colour = rgbOf(look.colour);
  const mix = (part: number, other: string) => {
    const others = rgbOf(other);
    return `rgb(${colour.map((value, i) => Math.round((value * part + (others[i] ?? 0) * (100 - part)) / 100)).join(',')})`;
  };
  const colours = {
    accent: look.colour,
    on: isLight(colour) ? '#1b1816' : '#fff',
    bright: mix(92, '#ffffff'),
    deep: mix(90, '#000000'),
    strong: dark ? mix(50, '#ffffff') : mix(70, '#000000'),
    soft: dark ? mix(24, '#1b1816') : mix(10, '#ffffff'),
  };
  for (const [name, value] of Object.entries(colours)) frame.style.setProperty(`--look-${name}`, value);
}
