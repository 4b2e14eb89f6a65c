import { expect, it } from 'vitest';
import { checkFlows } from '../../src/compiler/flow.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import { plainText } from '../../src/message.ts';
import { rehearse } from '../../src/transcripts/rehearsal.ts';

it('a flow reads how annoyed the conversation is by now, without another one that listens to moods', () => {
  const text = `flow: hours
start:
  - says: [when are you open]
steps:
  - if: mood > 0.5
    then: { say: "Sorry for the trouble. Nine to six." }
    else: { say: "Nine to six!" }
`;
  const { flows, faqs, problems } = checkFlows([{ file: 'hours.yaml', text }]);
  expect(problems).toEqual([]);
  const set = { ...flowSet({ flows, faqs, calls: new Map() }), anger: (said: string) => (said.includes('!!!') ? 0.9 : 0) };
  const position = { line: 1, column: 1 };
  const world = rehearse(set, { name: 'mood', file: '', position, contact: {}, given: {}, shop: {}, lines: [], lang: 'en' }, {});
  const says = (said: string): string[] => {
    world.forget();
    world.say([{ type: 'text', text: said }]);
    return world.effects.flatMap((effect) => (effect.type === 'send' ? [plainText(effect.parts)] : []));
  };
  expect(says('when are you open')).toEqual(['Nine to six!']);
  expect(says('when are you open!!!')).toEqual(['Sorry for the trouble. Nine to six.']);
});
