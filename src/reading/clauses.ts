/** A message in clauses. */
import { limits } from '../limits.ts';

const joint =
  /[。！!？?；;\n]+|\.(?=\s|$)\s*|[，、]\s*|(?<!\d),\s*|,(?!\d)\s*|\s+(?:and|but|also)(?:\s+also)?\s+|(?:还有|另外|顺便|对了|而且)[，,]?|\b(?:by the way|btw)\b[,\s]*|(?<=\p{Script=Han}{2})[ \u3000]+(?=\p{Script=Han}{2})/giu;

/** Returns the clauses of a message; of very many the last one holds the rest. */
export function clauses(text: string): string[] {
  const all = text
    .split(joint)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
  const most = limits.clauses - 1;
  return all.length > limits.clauses ? [...all.slice(0, most), all.slice(most).join(', ')] : all;
}
