import { Route, Switch } from 'wouter';
import type { Me } from '../shapes.ts';
import { FlowList } from './flow-list.tsx';
import { FlowPage } from './flow-page.tsx';

/** The pages about flows, loaded when somebody opens one. */
export function Flows({ me }: { me: Me }) {
  return (
    <Switch>
      <Route path="/flows">
        <FlowList />
      </Route>
      <Route path="/flows/:file">{({ file }) => <FlowPage key={file} file={decodeURIComponent(file)} me={me} />}</Route>
    </Switch>
  );
}
