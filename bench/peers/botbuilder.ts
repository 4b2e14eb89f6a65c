/** botbuilder with its state in RAM: an adapter that knows no network, the conversation's state read and written around each turn. */
import { type PeerState, saidBy } from './conversation.ts';
import { bubble, type MakePeer, underWay } from './peer.ts';

interface Activity {
  text?: string;
  conversation: { id: string };
  suggestedActions?: { actions: { title: string }[] };
}

interface Turn {
  activity: Activity;
  sendActivity(activity: object): Promise<unknown>;
}

interface Property {
  get(turn: Turn): Promise<PeerState | undefined>;
  set(turn: Turn, state: PeerState): Promise<void>;
}

interface BotBuilder {
  BotAdapter: new () => { runMiddleware(turn: Turn, logic: (turn: Turn) => Promise<void>): Promise<void> };
  TurnContext: new (adapter: object, activity: object) => Turn;
  MemoryStorage: new () => object;
  ConversationState: new (storage: object) => { createProperty(name: string): Property; saveChanges(turn: Turn): Promise<void> };
  MessageFactory: { suggestedActions(actions: string[], text: string): object; text(text: string): object };
}

export const botbuilderPeer: MakePeer = (load, provide) => {
  const { BotAdapter, TurnContext, MemoryStorage, ConversationState, MessageFactory } = load('botbuilder') as BotBuilder;
  class Adapter extends BotAdapter {
    async sendActivities(_: Turn, activities: Activity[]): Promise<{ id: string }[]> {
      const sent = [];
      for (const { text = '', conversation, suggestedActions } of activities) {
        const result = await provide(conversation.id, bubble(conversation.id, [text, suggestedActions?.actions.map(({ title }) => title)]));
        sent.push({ id: result.ok ? (result.ref ?? '') : '' });
      }
      return sent;
    }
    async updateActivity(): Promise<void> {}
    async deleteActivity(): Promise<void> {}
    async continueConversation(): Promise<void> {}
  }
  const adapter = new Adapter();
  const states = new ConversationState(new MemoryStorage());
  const kept = states.createProperty('kept');
  const works = underWay();
  const logic = async (turn: Turn): Promise<void> => {
    const { state, said } = saidBy(turn.activity.text ?? '', await kept.get(turn));
    await kept.set(turn, state);
    for (const [text, choices] of said) await turn.sendActivity(choices ? MessageFactory.suggestedActions(choices, text) : MessageFactory.text(text));
    await states.saveChanges(turn);
  };
  return {
    receive({ id, user, text }) {
      const from = { id: user };
      const activity = {
        type: 'message',
        id,
        text,
        channelId: 'bench',
        serviceUrl: 'https://bench.invalid',
        from,
        recipient: { id: 'bot' },
        conversation: { id: user },
      };
      works.add(adapter.runMiddleware(new TurnContext(adapter, activity), logic));
    },
    idle: works.idle,
  };
};
