/** Whether the network is too poor for a picture, from what getStats tells. Pure. */

export interface Sample {
  /** Share of our packets that the other side lost lately, 0 to 1. */
  lost?: number;
  /** Bits a second that the connection is thought to carry. */
  bits?: number;
  /** Round trip, seconds. */
  trip?: number;
}

/** Samples in a row that decide. */
const needed = 4;

/** Below this a picture takes the sound's room (sound takes 30 to 50 kbit/s). */
const isPoor = ({ lost = 0, bits, trip = 0 }: Sample): boolean => lost > 0.15 || trip > 1.2 || (bits !== undefined && bits < 80_000);

/** Tells whether the last samples, the newest at the end, all speak against a picture. */
export const tooPoor = (samples: readonly Sample[]): boolean => samples.length >= needed && samples.slice(-needed).every(isPoor);

/** Reads a sample out of a report. */
export function sampleOf(report: RTCStatsReport): Sample {
  const sample: Sample = {};
  for (const entry of report.values()) {
    if (entry.type === 'remote-inbound-rtp' && typeof entry.fractionLost === 'number') sample.lost = Math.max(sample.lost ?? 0, entry.fractionLost);
    if (entry.type === 'candidate-pair' && entry.nominated) {
      if (typeof entry.availableOutgoingBitrate === 'number') sample.bits = entry.availableOutgoingBitrate;
      if (typeof entry.currentRoundTripTime === 'number') sample.trip = entry.currentRoundTripTime;
    }
  }
  return sample;
}
