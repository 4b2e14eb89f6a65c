/** SampleChannel. REPLACE: what it is, in one line. */
import type { ChannelModule } from '../../src/channel.ts';
import { variablesOf } from '../../src/channel-kit/settings.ts';
import { capabilities } from './capabilities.ts';
import { settingsSchema } from './settings.ts';

const sampleChannel: ChannelModule = {
  name: 'sample-channel',
  capabilities,
  // REPLACE: what a shop stakes with it, for the table of the README.
  riskSummary: { en: 'low: official', zh: '低：官方接口' },
  settings: variablesOf(settingsSchema),
  create: async (context) => (await import('./channel.ts')).createSampleChannel(context),
};

export default sampleChannel;
