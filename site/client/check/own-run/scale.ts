// From numbers to places of a picture, and the numbers that stand at an axis.
import { number } from "./compare";

/** One axis. */
export interface Scale {
  readonly isLog: boolean;
  readonly ticks: readonly { readonly at: number; readonly words: string }[];
  /** The place of a value; what lies beyond the axis stands at its end. */
  place(value: number): number;
}

/** Doubles beyond these would make a range infinite, or too small to be divided. */
const GREATEST = 1e300;
const SMALLEST = 1e-290;

/** A range this wide is told apart on a log axis alone. */
const WIDE = 50;

/** An axis over values, from one place of the picture to another. */
export function scale(values: Iterable<number>, from: number, to: number, wish: "log" | "linear" | "any"): Scale {
  let [low, high, leastPositive] = [Infinity, -Infinity, Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.max(-GREATEST, Math.min(low, value));
    high = Math.min(GREATEST, Math.max(high, value));
    if (value > SMALLEST) leastPositive = Math.min(leastPositive, value, GREATEST);
  }
  if (low > high) [low, high] = [0, 1];
  high = Math.max(low, high);
  const isLog = wish !== "linear" && Number.isFinite(leastPositive) && low >= 0 && (wish === "log" || high / leastPositive > WIDE);
  return isLog ? logScale(leastPositive, high, from, to) : linearScale(low, high, from, to);
}

function linearScale(low: number, high: number, from: number, to: number): Scale {
  // One value alone, or two that a number of this size cannot tell apart.
  const size = Math.max(Math.abs(low), Math.abs(high));
  const half = size > SMALLEST ? size / 2 : 0.5;
  if (!(high - low > half * 1e-12)) [low, high] = [low - half, high + half];
  const step = niceStep((high - low) / 5);
  const first = Math.ceil(low / step - 1e-9);
  const ticks = [];
  for (let i = first; i * step <= high + step * 1e-9 && ticks.length < 12; i++) ticks.push({ at: i * step, words: number(Number((i * step).toPrecision(12))) });
  return { isLog: false, ticks, place: (value) => from + (to - from) * clamp(value / (high - low) - low / (high - low)) };
}

function logScale(low: number, high: number, from: number, to: number): Scale {
  let [first, last] = [Math.log10(low), Math.log10(high)];
  if (last - first < 0.3) [first, last] = [first - 0.3, last + 0.3];
  const decades = last - first;
  const every = Math.max(1, Math.ceil(decades / 6));
  const ticks = [];
  for (let power = Math.ceil(first - 1e-9); power <= last + 1e-9; power++) {
    if (power % every === 0) ticks.push({ at: 10 ** power, words: powerOfTen(power) });
  }
  if (ticks.length < 2) {
    for (let power = Math.floor(first); power <= last; power++) {
      for (const factor of [2, 5]) {
        const at = factor * 10 ** power;
        if (Math.log10(at) >= first && Math.log10(at) <= last) ticks.push({ at, words: number(at) });
      }
    }
  }
  return { isLog: true, ticks, place: (value) => from + (to - from) * clamp(value > 0 ? (Math.log10(value) - first) / (last - first) : 0) };
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = rough / power;
  return (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power;
}

const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const powerOfTen = (power: number): string => (Math.abs(power) <= 3 ? number(10 ** power) : `10${power < 0 ? "⁻" : ""}${[...String(Math.abs(power))].map((digit) => digits[Number(digit)] ?? "").join("")}`);
const clamp = (part: number): number => Math.min(1, Math.max(0, part));
