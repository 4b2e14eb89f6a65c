/** The terminal: `npm run chat`. Its provider is the person in front of it. */
import type { ChannelModule } from '../../src/channel.ts';
import { variablesOf } from '../../src/channel-kit/settings.ts';
import { capabilities } from './capabilities.ts';
import { settingsSchema } from './settings.ts';

const terminal: ChannelModule = {
  name: 'terminal',
  capabilities,
  riskSummary: { en: 'none: for trying flows out', zh: '无：只用来试流程' },
  settings: variablesOf(settingsSchema),
  create: async (context) => (await import('./channel.ts')).createPrinting(context),
};

export default terminal;
