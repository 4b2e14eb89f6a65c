import type { Broadcast } from '../screen-shapes.ts';

/** Colour of the badge of each state. */
export const stateColour: Record<Broadcast['state'], string> = {
  draft: 'gray',
  scheduled: 'blue',
  sending: 'blue',
  paused: 'orange',
  awaiting_staff: 'orange',
  stopped: 'gray',
  completed: 'gray',
};
