/** Short links on our own address in the place of a content's links. Pure. */
import { createHmac } from 'node:crypto';
import type { Part } from '../../message.ts';

const address = /https?:\/\/[^\s<>"'{}，。！？、；：）」』】]+/g;

/** The address without the full stop or bracket that ends the sentence. */
const trimmed = (found: string): string => found.replace(/[.,;:!?)\]]+$/, '');

/**
 * The links of a content in the order of their numbers: what the merchant wrote whole. One that a variable completes is none, because what a customer's value
 * makes of it must not become an address that we forward to. `more`: those of its products.
 */
export function linksOf(written: unknown, more: readonly string[] = []): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value)) if (key !== 'image' && key !== 'video' && key !== 'file' && key !== 'media') visit(each);
    } else if (typeof value === 'string') {
      for (const { 0: url, index } of value.matchAll(address)) {
        if (value.startsWith('{', index + url.length) || insideBraces(value, index)) continue;
        if (URL.canParse(trimmed(url))) found.add(trimmed(url));
      }
    }
  };
  visit(written);
  for (const url of more) if (/^https?:\/\//.test(url) && URL.canParse(url)) found.add(url);
  return [...found];
}

function insideBraces(text: string, at: number): boolean {
  const before = text.slice(0, at);
  return Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%')) > Math.max(before.lastIndexOf('}}'), before.lastIndexOf('%}'));
}

/** The token of a recipient's links: 96 bits that nobody guesses, the same for the same recipient. */
export function linkToken(secret: Uint8Array, recipient: string): string {
  return createHmac('sha256', secret).update(`link\n${recipient}`).digest().subarray(0, 12).toString('base64url');
}

/** `base`: PUBLIC_URL. */
export function shortLink(base: string, token: string, n: number): string {
  return `${base.replace(/\/$/, '')}/l/${token}/${n}`;
}

/** Puts short links in the place of `links`; what is no link of the content stays as it is. */
export function withShortLinks(parts: readonly Part[], links: readonly string[], base: string, token: string): Part[] {
  const short = (url: string): string => {
    const n = links.indexOf(url);
    return n < 0 ? url : shortLink(base, token, n);
  };
  const inText = (text: string): string => text.replace(address, (found) => short(trimmed(found)) + found.slice(trimmed(found).length));
  return parts.map((part): Part => {
    switch (part.type) {
      case 'text':
        return { ...part, text: inText(part.text) };
      case 'image':
      case 'audio':
      case 'video':
      case 'file':
        return part.caption === undefined ? part : { ...part, caption: inText(part.caption) };
      case 'link':
        return { ...part, url: short(part.url) };
      case 'product': {
        const { link, text } = part.card;
        return { ...part, card: { ...part.card, ...(link !== undefined && { link: short(link) }), ...(text !== undefined && { text: inText(text) }) } };
      }
      default:
        return part;
    }
  });
}
