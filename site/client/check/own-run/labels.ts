// What the words around a number say that the number is.

/** What a number in a log measures. */
export type Measure = "step" | "epoch" | "loss" | "norm" | "bound" | "other";

/** Whether a norm was taken before or after clipping. */
export type Side = "before" | "after";

/** What words between two numbers say of them. */
export interface Words {
  /** The number before them counts steps, as in 10단계. */
  readonly counts: boolean;
  readonly ofPrevious: Side | undefined;
  readonly ofNext: Side | undefined;
  /** What the next number measures. */
  readonly measure: Measure | undefined;
  /** No name but signs and sides: the next number may measure what the one before it did. */
  readonly isBare: boolean;
}

const no = "(?<![\\p{L}\\p{N}_])";
const end = "(?![\\p{L}\\p{N}])";

// The last that fits names the next number. What is measured of other things (validation data, weights) is told apart first.
const measures: readonly (readonly [Measure, RegExp])[] = [
  ["bound", /max[ _-]?norm|상한/giu],
  ["other", /(?:val(?:id(?:ation)?)?|test|eval\w*|dev|검증|평가|시험|테스트)[ _./-]*(?:loss|손실)|(?:weights?|parameters?|params?|activations?|가중치|파라미터)[ _-]*(?:norm|노름|크기)|(?:accuracy|acc|perplexity|ppl|lr|learning[ _-]rate|time|seconds?|정확도|학습률|시간)(?![\p{L}])/giu],
  ["loss", new RegExp(`(?<![\\p{L}\\p{N}])(?:[a-z]+[ _./-])?loss(?:es)?${end}|손실(?:값)?|${no}(?:mse|nll|bce|cross[ _-]?entropy|objective)${end}|오차|ℒ`, "giu")],
  ["norm", new RegExp(`[|‖]{1,2}\\s*(?:g|grad|∇\\p{L}*)\\s*[|‖]{1,2}|(?<![\\p{L}\\p{N}])g(?:rad(?:ients?)?)?[ _-]?norms?${end}|${no}(?:gradients?|grad)${end}|(?<![\\p{L}\\p{N}])norms?${end}|기울기|그래디언트|그라디언트|노름`, "giu")],
  ["step", new RegExp(`(?<![\\p{L}\\p{N}])(?:steps?|iter(?:ation)?s?|batch(?![ _-]?size)|updates?)${end}|스텝|단계|갱신`, "giu")],
  ["epoch", new RegExp(`${no}epochs?${end}|에포크|에폭`, "giu")],
];
const sides: Readonly<Record<Side, RegExp>> = {
  before: /(?<!\p{L})(?:before|unclipped|raw|pre)(?!\p{L})|(?:자르기|클리핑|clipping)\s*전/iu,
  after: /(?<!\p{L})(?:after|clipped|post)(?!\p{L})|(?:자른|클리핑|clipping)\s*(?:뒤|후|다음)/iu,
};
const counting = /^\s?(?:단계|스텝|번째(?:\s*(?:갱신|단계|스텝))?|회)/u;
const separator = /[,;|/\t()[\]{}]/u;

/** Reads the words before the first number of a line, or those that follow a number. */
export function readWords(text: string, follow: boolean): Words {
  const counts = follow ? counting.exec(text) : null;
  const words = counts === null ? text : text.slice(counts[0].length);
  let measure: Measure | undefined;
  let [first, last] = [words.length, 0];
  for (const [name, pattern] of measures) {
    for (const match of words.matchAll(pattern)) {
      first = Math.min(first, match.index);
      const stop = match.index + match[0].length;
      // Of two that end together the row above is meant: max_norm is no norm of gradients.
      if (stop > last) [measure, last] = [name, stop];
    }
  }
  // Without a mark between two numbers, a side belongs to the first unless a name stands before it.
  const mark = words.search(separator);
  const split = mark >= 0 && mark <= first ? mark : first;
  const [left, right] = [words.slice(0, split), words.slice(split)];
  const bare = words.replace(sides.before, "").replace(sides.after, "");
  return { counts: counts !== null, ofPrevious: sideOf(left), ofNext: sideOf(right), measure, isBare: !/\p{L}/u.test(bare) };
}

/** What a column's heading, or the name of a published curve, says. */
export function nameOf(heading: string): { readonly measure: Measure | undefined; readonly side: Side | undefined } {
  return { measure: readWords(heading, false).measure, side: sideOf(heading) };
}

const sideOf = (words: string): Side | undefined => (sides.after.test(words) ? "after" : sides.before.test(words) ? "before" : undefined);
