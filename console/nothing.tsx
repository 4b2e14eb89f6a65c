import type { ReactNode } from 'react';

/** A page or pane without anything in it: says why, and what comes next. */
export function Nothing({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="nothing" role="status">
      <p>{text}</p>
      {children}
    </div>
  );
}

/** The same where it is the whole page. */
export function NothingPage({ text }: { text: string }) {
  return (
    <main className="nothing">
      <h1>{text}</h1>
    </main>
  );
}
