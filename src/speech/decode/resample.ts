/** Samples at another rate. */
import { rate } from '../recording.ts';

/** Zero crossings of the filter on each side: good for speech, and 60 s take some 50 ms. */
const crossings = 8;

/** Returns the mean of all channels. */
export function mixed(channels: readonly Float32Array[]): Float32Array {
  const [first] = channels;
  if (!first || channels.length === 1) return first ?? new Float32Array();
  const out = new Float32Array(first.length);
  for (const channel of channels) for (let n = 0; n < out.length; n++) out[n] = (out[n] ?? 0) + (channel[n] ?? 0) / channels.length;
  return out;
}

/** Returns the samples at 16 kHz, through a windowed sinc that keeps what lies above half of the lower rate out. */
export function resampled(samples: Float32Array, from: number): Float32Array {
  if (from === rate) return samples;
  const step = from / rate;
  const cut = Math.min(1, rate / from) * 0.95;
  const reach = crossings / cut;
  const out = new Float32Array(Math.floor(samples.length / step));
  // The phases repeat: 44.1 kHz has 160 of them.
  const filters = new Map<number, { first: number; taps: Float32Array }>();
  for (let n = 0; n < out.length; n++) {
    const at = n * step;
    const whole = Math.floor(at);
    const phase = Math.round((at - whole) * 1000);
    let filter = filters.get(phase);
    if (!filter) {
      filter = filterAt(phase / 1000, cut, reach);
      filters.set(phase, filter);
    }
    const { first, taps } = filter;
    let sum = 0;
    for (let k = 0; k < taps.length; k++) sum += (taps[k] ?? 0) * (samples[whole + first + k] ?? 0);
    out[n] = sum;
  }
  return out;
}

function filterAt(phase: number, cut: number, reach: number): { first: number; taps: Float32Array } {
  const first = Math.ceil(phase - reach);
  const taps = new Float32Array(Math.floor(phase + reach) - first + 1);
  for (let k = 0; k < taps.length; k++) {
    const x = first + k - phase;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x * cut) / (Math.PI * x * cut);
    taps[k] = cut * sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / reach));
  }
  return { first, taps };
}
