import { useWords } from '../language.tsx';

/** The keys of the inbox. */
export function Keys() {
  const { t } = useWords();
  const keys = [
    ['J', t.keyNext],
    ['K', t.keyPrevious],
    ['R', t.keyReply],
    ['N', t.note],
    ['T', t.takeOver],
    ['B', t.giveBackToBot],
    ['E', t.keyClose],
    ['A', t.assign],
    ['S', t.putOff],
    ['Z', t.undo],
    ['1 – 6', t.queues],
    ['/', t.keySearch],
    ['Ctrl K', t.goAnywhere],
    ['Esc', t.keyLeave],
    ['/', t.keyCanned],
    ['?', t.keyHelp],
  ] as const;
  return (
    <dl className="keys">
      {keys.map(([key, does]) => (
        <div key={does}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
