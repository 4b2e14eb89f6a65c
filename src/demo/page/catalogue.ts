/** The shop's products as `GET /demo/products` gives them. */
export interface Variant {
  sku: string;
  options: Record<string, string>;
  price: number;
  stock: number;
}

export interface Product {
  _id: string;
  title: Record<string, string>;
  text: Record<string, string>;
  category: string;
  currency: string;
  price: number;
  image: string;
  variants: Variant[];
}

export interface Catalogue {
  /** clothes, tea or phones. */
  shop: string;
  name: Record<string, string>;
  langs: string[];
  categories: { id: string; name: Record<string, string> }[];
  colours: Record<string, { name: Record<string, string>; paint?: string }>;
  items: Product[];
}

/** Returns the text in this language, else in English, else any. */
export function inLanguage(text: Record<string, string>, lang: string): string {
  return text[lang] ?? text.en ?? Object.values(text)[0] ?? '';
}

/** Returns an amount in minor units as people write it. */
export function money(amount: number, currency: string, lang: string): string {
  const form = new Intl.NumberFormat(lang === 'zh' ? 'zh-CN' : 'en-US', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return form.format(amount / 10 ** (form.resolvedOptions().maximumFractionDigits ?? 2));
}

/** Returns the product's picture, in one of its colours where we draw it. */
export function pictureOf(product: Product, colour?: string): string {
  return colour && product.image.startsWith('/demo/images/') ? `${product.image}?colour=${encodeURIComponent(colour)}` : product.image;
}

export const coloursOf = (product: Product): string[] => [...new Set(product.variants.flatMap((variant) => variant.options.colour ?? []))];
