import { compile } from 'html-to-text';

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
  selector,
  options: { uppercase: false, leadingLineBreaks: 1, trailingLineBreaks: 1 },
}));
const options = {
  wordwrap: false as const,
  selectors: [
    ...headings,
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'p', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'ul', options: { itemPrefix: '· ', leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'ol', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
  ],
};

const convert = compile(options);

/** Returns the text as people read it: HTML of shop systems without tags and entities. A text that is no HTML stays as it is. */
export function plainText(text: string): string {
  const lines = text.replaceAll('\\n', '\n');
  if (!/<\/?[a-z][^<>]*>|<!--|&(?:[a-z]{2,8}|#\d{1,6}|#x[\da-f]{1,5});/i.test(lines)) return lines.trim();
  return convert(/<(?:br|p|div|li|ul|ol|h\d|table)\b/i.test(lines) ? lines : lines.replaceAll('\n', '<br>'))
    .replace(/[ \t]+$/gm, '')
    .replace(/^ · /gm, '· ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
