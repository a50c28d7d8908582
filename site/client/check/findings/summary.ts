import type { Say } from "../../page/course";
import type { Report, Weight } from "../protocol";

const weights: readonly Weight[] = ["must-fix", "should-fix", "worth-knowing", "well-done"];

/** What a check found, in one sentence. */
export function summary(report: Report, say: Say): string {
  if (report.refusal !== undefined) return say("refused");
  const counts = weights.flatMap((weight) => {
    const count = report.findings.filter((finding) => finding.weight === weight).length;
    // A number stays with what it counts.
    return count === 0 ? [] : [say(`count-${weight}`, count).replaceAll(" ", "\u00a0")];
  });
  if (report.leftOut > 0) counts.push(say("count-left-out", report.leftOut));
  const isClean = report.findings.every(({ weight }) => weight === "well-done") && report.leftOut === 0;
  return [...(isClean ? [say("nothing-found")] : []), ...(counts.length === 0 ? [] : [counts.join(", ")])].join(" ");
}
