/** Screens that are loaded when they are opened. */
import { Button } from '@mantine/core';
import { Component, type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { useWords } from './language.tsx';
import { Nothing, NothingPage } from './nothing.tsx';

/** Returns the screen of a module, loaded at its first use. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => ReactNode {
  const Screen = lazy(async () => ({ default: await load() }));
  return function Later(props: P) {
    const { t } = useWords();
    return (
      <Arriving>
        <Suspense fallback={<NothingPage text={t.loading} />}>
          <Screen {...props} />
        </Suspense>
      </Arriving>
    );
  };
}

/** Catches a screen that does not come: after an upgrade its file has another name. */
class Arriving extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });
  override render() {
    return this.state.failed ? <Reload /> : this.props.children;
  }
}

function Reload() {
  const { t } = useWords();
  return (
    <main>
      <Nothing text={t.upgraded}>
        <Button onClick={() => location.reload()}>{t.reload}</Button>
      </Nothing>
    </main>
  );
}
