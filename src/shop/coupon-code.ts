/** Codes that people can read out and type, and nobody can guess: 8 signs of 30, without 0 O 1 I and the like; about 10^11.8 of them. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes a code such as `YUN-7KQ2-MD4X`: three letters of `prefix`, then the signs. `random(n)` gives n random bytes. */
export function couponCode(random: (bytes: number) => Uint8Array, prefix: string): string {
  const signs: string[] = [];
  while (signs.length < 8) {
    for (const byte of random(16)) {
      // 240 is the largest multiple of 30 in a byte: above it some signs would come more often.
      const sign = byte < 240 ? alphabet[byte % 30] : undefined;
      if (sign && signs.length < 8) signs.push(sign);
    }
  }
  return `${prefix}-${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`;
}

/** What those see of a code who may not give it away: as much of its end as a customer would name, and never most of it. */
export const endOfCode = (code: string): string => `…${code.slice(-Math.min(4, Math.ceil(code.length / 2)))}`;

/** Returns typed text as a code of ours: capitals, no blanks, and characters that no code has read as those they are mistaken for. */
export function normalCode(text: string): string {
  const plain = text
    .slice(0, 100)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  return plain.length === 11 ? `${plain.slice(0, 3)}-${plain.slice(3, 7)}-${plain.slice(7)}` : text.slice(0, 100).normalize('NFKC').trim().toUpperCase();
}
