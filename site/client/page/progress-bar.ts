import type { Facts } from "../progress/facts";
import { scoreOf } from "../progress/score";
import type { CourseData, Say } from "./course";

/** Shows the score in the bar below the masthead. */
export function showProgress(bar: Element, facts: Facts, course: CourseData, say: Say): void {
  const score = scoreOf(facts, course);
  const level = course.levels[Math.min(score.level, course.levels.length - 1)] ?? "";
  const earned = course.achievements.filter(({ id }) => facts.achievements.has(id)).length;
  const put = (part: string, text: string): void => {
    const element = bar.querySelector(`[data-part=${part}]`);
    if (element !== null && element.textContent !== text) element.textContent = text;
  };
  put("level", say("level", score.level, level));
  put("xp", say("xp", score.xp));
  put("lessons", say("lessons", score.lessons, course.planned));
  put("achievements", say("achievements", earned, course.achievements.length));
  put("next", say("next", score.into, score.span));
  put("percent", say("percent", score.percent));
  const meter = bar.querySelector("progress");
  if (meter !== null) {
    meter.max = score.span;
    meter.value = score.into;
  }
}
