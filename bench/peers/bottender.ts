/** bottender with its sessions in RAM, as its own documentation starts: one action for all events, the connector that knows no network. */
import { type PeerState, saidBy } from './conversation.ts';
import { bubble, type MakePeer, underWay } from './peer.ts';

interface Context {
  event: { text?: string };
  requestContext: { user: string };
  session: { id: string };
  state: { kept?: PeerState };
  setState(state: { kept: PeerState }): void;
}

interface Bottender {
  Bot: new (
    options: object,
  ) => { onEvent(action: (context: Context) => Promise<void>): { createRequestHandler(): (body: object, request: object) => Promise<void> } };
}

interface Sessions {
  default: new (most: number) => object;
}

export const bottenderPeer: MakePeer = (load, provide) => {
  const { Bot } = load('bottender') as Bottender;
  const { default: Connector } = load('bottender/dist/console/ConsoleConnector') as { default: new (options: object) => object };
  const { default: Store } = load('bottender/dist/session/MemorySessionStore') as Sessions;
  const connector = Object.assign(new Connector({ client: { sendText() {} } }), {
    getUniqueSessionKey: (_: object, request: { user: string }) => request.user,
  });
  const works = underWay();
  const handle = new Bot({ connector, sessionStore: new Store(1_000_000), sync: true })
    .onEvent(async (context) => {
      const { user } = context.requestContext;
      const { state, said } = saidBy(context.event.text ?? '', context.state.kept);
      context.setState({ kept: state });
      for (const one of said) await provide(user, bubble(user, one));
    })
    .createRequestHandler();
  return {
    receive: ({ user, text }) => works.add(handle({ message: { text } }, { user })),
    idle: works.idle,
  };
};
