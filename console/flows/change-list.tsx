import type { Said } from './shapes.ts';
import { useFlowWords } from './use-flow-words.ts';

interface Shown extends Said {
  kind?: string;
  line?: number | undefined;
}

/** Changes in the words of the merchant; one with a line leads there. */
export function ChangeList({ changes, onLine }: { changes: readonly Shown[]; onLine?: (line: number) => void }) {
  const { lang } = useFlowWords();
  return (
    <ul className="changes">
      {changes.map((change, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two changes may have the same words
        <li key={at} data-kind={change.kind}>
          {change.line !== undefined && onLine ? (
            <button type="button" className="to-line" onClick={() => onLine(change.line ?? 1)}>
              {change[lang]}
            </button>
          ) : (
            change[lang]
          )}
        </li>
      ))}
    </ul>
  );
}
