/** Something that a shop lacks before customers come: where it is put right, what is wrong, and the cure. */
export interface Finding {
  /** `missing`: do not open without it. `mind`: look at it once. */
  level: 'missing' | 'mind';
  /** File and field, variable or folder. */
  where: string;
  what: Words;
  cure: Words;
}

export interface Words {
  en: string;
  zh: string;
}

export const missing = (where: string, what: Words, cure: Words): Finding => ({ level: 'missing', where, what, cure });
export const mind = (where: string, what: Words, cure: Words): Finding => ({ level: 'mind', where, what, cure });
