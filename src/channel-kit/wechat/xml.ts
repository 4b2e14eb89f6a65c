/** The XML of WeChat and WeCom callbacks, both ways. Pure; reading is total. */
import { XMLParser } from 'fast-xml-parser';

/** An element without children is text, never a number: "007" and 20-digit ids stay what they are. Repeated elements are a list. */
export type XmlValue = string | XmlObject | XmlValue[];
export interface XmlObject {
  [name: string]: XmlValue;
}

export type XmlRead = { ok: true; value: XmlObject } | { ok: false; reason: 'too_large' | 'forbidden' | 'malformed' };

/** Largest callback that is read, bytes. The longest text that a customer can send is a few KB. */
export const xmlLimit = 256 * 1024;

const parser = new XMLParser({ parseTagValue: false, processEntities: false, ignoreDeclaration: true, ignorePiTags: true });

function isObject(value: unknown): value is XmlObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns what stands outside CDATA. Takes time in proportion to the text, also where sections are opened and never closed: a pattern would look for each end anew. */
function markupOf(text: string): string {
  const pieces: string[] = [];
  for (let from = 0; ; ) {
    const begin = text.indexOf('<![CDATA[', from);
    const end = begin < 0 ? -1 : text.indexOf(']]>', begin);
    if (end < 0) return [...pieces, text.slice(from)].join('');
    pieces.push(text.slice(from, begin));
    from = end + 3;
  }
}

/**
 * Reads the children of the root element `<xml>`. A document type or entity declaration is refused (they have no place in a callback); the same words
 * inside CDATA are a customer's text and are kept.
 */
export function readXml(text: string, limit: number = xmlLimit): XmlRead {
  if (Buffer.byteLength(text) > limit) return { ok: false, reason: 'too_large' };
  if (/<!\s*(?:DOCTYPE|ENTITY)/i.test(markupOf(text))) return { ok: false, reason: 'forbidden' };
  try {
    const parsed: unknown = parser.parse(text, true);
    const root = isObject(parsed) ? parsed.xml : undefined;
    return isObject(root) ? { ok: true, value: root } : { ok: false, reason: 'malformed' };
  } catch {
    return { ok: false, reason: 'malformed' };
  }
}

/** Content that {@link buildXml} takes: texts become CDATA, numbers stay bare, a list repeats its element. */
export type XmlContent = string | number | readonly XmlContent[] | { readonly [name: string]: XmlContent };

/** Characters that XML 1.0 cannot hold at all, not even in CDATA. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const forbiddenCharacters = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

function cdata(text: string): string {
  const safe = text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(forbiddenCharacters, '')
    .replaceAll(']]>', ']]]]><![CDATA[>');
  return `<![CDATA[${safe}]]>`;
}

function element(name: string, content: XmlContent): string {
  if (Array.isArray(content)) return content.map((each: XmlContent) => element(name, each)).join('');
  return `<${name}>${inner(content)}</${name}>`;
}

function inner(content: XmlContent): string {
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return cdata(content);
  return Object.entries(content)
    .map(([name, each]) => element(name, each))
    .join('');
}

/** Builds `<xml>...</xml>` around the given children. Names are ours and are not checked; texts may hold anything. */
export function buildXml(children: { readonly [name: string]: XmlContent }): string {
  return element('xml', children);
}
