export const docLangs = ['en', 'zh'] as const;
export type Lang = (typeof docLangs)[number];

/** What a merchant reads, in both languages. */
export type Words = Readonly<Record<Lang, string>>;

/** Describes a field in both languages: `z.string().meta(about(en, zh))`. */
export const about = (en: string, zh: string): { description: string; zh: string } => ({ description: en, zh });
