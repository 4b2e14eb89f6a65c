/** Numbers in Chinese characters, also mixed with digits: 两百五十, 一万二, 二〇二六, 3万2, 1千零20. */
import { hanDigits, hanGroups, hanUnits } from './number-words.ts';

/** A numeral (its value, and how many digits it was written with), or a unit; `zero`: 零 stands here as a place. */
export type Piece = { digit: number; width: number } | { unit: number } | { group: number };

/** Returns the pieces of a run of Chinese numerals; undefined when another sign is among them. */
export function hanPieces(text: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  for (const char of text) {
    const digit = hanDigits[char];
    const unit = hanUnits[char];
    const group = hanGroups[char];
    if (digit !== undefined) pieces.push({ digit, width: 1 });
    else if (unit !== undefined) pieces.push({ unit });
    else if (group !== undefined) pieces.push({ group });
    else if (char === '廿' || char === '卅') pieces.push({ digit: char === '廿' ? 2 : 3, width: 1 }, { unit: 10 });
    else return undefined;
  }
  return pieces;
}

/** Returns the value of pieces with units: 一百五 is 150, 一百零五 is 105, 3万2 is 32,000; null when they do not fit together. */
export function valueOfPieces(pieces: readonly Piece[]): number | null {
  let total = 0;
  let group = 0;
  let digit: number | undefined;
  let width = 1;
  let lastUnit = 1;
  let zero = false;
  for (const piece of pieces) {
    if ('digit' in piece) {
      if (digit !== undefined && digit !== 0) return null;
      if (piece.digit === 0) zero = true;
      ({ digit, width } = piece);
    } else if ('unit' in piece) {
      group += (digit === undefined || digit === 0 ? 1 : digit) * piece.unit;
      digit = undefined;
      zero = false;
      lastUnit = piece.unit;
    } else {
      const below = group + (digit ?? 0);
      // 一亿二千万: what stands before a smaller group is only added; 一万亿: before a larger one it counts that.
      if (total >= piece.group) total += (below || 1) * piece.group;
      else total = (total + below || 1) * piece.group;
      group = 0;
      digit = undefined;
      zero = false;
      lastUnit = piece.group;
    }
  }
  if (digit === undefined) return total + group;
  if (zero || lastUnit <= 10 || 10 ** width === lastUnit) return total + group + digit;
  return width === 1 ? total + group + (digit * lastUnit) / 10 : null;
}

/** Reads a number in Chinese characters; null when it is none. Digit by digit (二〇二六) and with units (两千零五) both work, 一万二 is 12,000. */
export function chineseNumber(text: string): number | null {
  const pieces = text === '' ? undefined : hanPieces(text);
  if (!pieces) return null;
  if (pieces.every((piece) => 'digit' in piece)) return Number(pieces.map((piece) => ('digit' in piece ? piece.digit : '')).join(''));
  return valueOfPieces(pieces);
}

/** Returns the two numbers between which two numerals side by side lie, as in 三五个, 十七八, 三四百. Undefined when no two stand so. */
export function between(text: string): number[] | undefined {
  const chars = [...text];
  if (chars.length > 3 && chars.every((char) => hanDigits[char] !== undefined)) return undefined;
  const place = chars.findIndex((char, index) => (hanDigits[char] ?? 0) > 0 && (hanDigits[chars[index + 1] ?? ''] ?? 0) > 0);
  if (place < 0 || (chars.length === 3 && chars.some((char) => hanDigits[char] === 0) && chars.every((char) => hanDigits[char] !== undefined)))
    return undefined;
  const without = (at: number) => chineseNumber(chars.filter((_, index) => index !== at).join(''));
  // 三四百 is 三百 or 四百; 一二百五 and the like stay unsaid.
  return [without(place + 1), without(place)].flatMap((value) => (value === null ? [] : [value]));
}
