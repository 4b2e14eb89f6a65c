/** The index of decisions, from the heads of their files. */

export interface Decision {
  file: string;
  number: number;
  title: string;
  state: string;
  line: string;
}

/** Reads `# N. Title` and `**Accepted.** One line`, or `**Replaced by N.** One line`. Throws when the head is another. */
export function readDecision(file: string, text: string): Decision {
  const found = /^# (\d+)\. (.+)\n\n\*\*(Accepted|Replaced by \d+)\.\*\* (.+)\n/.exec(text);
  const [, number = '', title = '', state = '', line = ''] = found ?? [];
  if (!found || !file.startsWith(`${number.padStart(3, '0')}-`)) {
    throw new Error(`docs/decisions/${file}: begin with "# N. Title", an empty line, and "**Accepted.** One line" or "**Replaced by N.** One line"`);
  }
  return { file, number: Number(number), title, state, line };
}

/** Returns the page; `texts`: the text of each file by its name. */
export function decisionsIndex(texts: ReadonlyMap<string, string>): string {
  const decisions = [...texts].map(([file, text]) => readDecision(file, text)).toSorted((a, b) => a.number - b.number);
  const misplaced = decisions.find(({ number }, index) => number !== index + 1);
  if (misplaced) throw new Error(`docs/decisions/${misplaced.file}: numbers go from 1 up, each once`);
  const rows = decisions.map(({ file, number, title, state, line }) => {
    const replacement = decisions.find((one) => state === `Replaced by ${one.number}`);
    if (state !== 'Accepted' && !replacement) throw new Error(`docs/decisions/${file}: ${state}, which does not exist`);
    return `| ${number} | [${title}](${file}) | ${replacement ? `replaced by [${replacement.number}](${replacement.file})` : 'accepted'} | ${line} |`;
  });
  return `# Decisions

Why it is as it is. To change one, write a new file with the next number and set the state of the old one to \`**Replaced by N.**\`; \`npm run docs\` brings this page up to date.

| no. | decision | state | in one line |
|---|---|---|---|
${rows.join('\n')}
`;
}
