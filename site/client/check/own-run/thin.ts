import type { Curve } from "./log";

/** Fewer points that look the same: of each stretch its least, its greatest, and the first that is no finite number. */
export function thin({ x, y }: Curve, most = 1000): Curve {
  if (x.length <= most) return { x: [...x], y: [...y] };
  const kept = new Set<number>([0, x.length - 1]);
  const stretches = Math.max(1, Math.floor(most / 3));
  for (let i = 0; i < stretches; i++) {
    const [from, to] = [Math.floor((i * x.length) / stretches), Math.floor(((i + 1) * x.length) / stretches)];
    let [least, greatest, lost] = [-1, -1, -1];
    for (let at = from; at < to; at++) {
      const value = y[at] ?? Number.NaN;
      if (!Number.isFinite(value)) {
        if (lost < 0) lost = at;
        continue;
      }
      if (least < 0 || value < (y[least] ?? 0)) least = at;
      if (greatest < 0 || value > (y[greatest] ?? 0)) greatest = at;
    }
    for (const at of [least, greatest, lost]) if (at >= 0) kept.add(at);
  }
  const order = [...kept].sort((a, b) => a - b);
  return { x: order.map((at) => x[at] ?? 0), y: order.map((at) => y[at] ?? Number.NaN) };
}
