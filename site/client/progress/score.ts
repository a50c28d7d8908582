// XP and levels, derived from facts by the formula that the achievements page shows.
import { type Facts, isDone } from "./facts";

/** What the course gives points for, as the page's data say. */
export interface Course {
  readonly id: string;
  readonly language: string;
  readonly lessons: readonly Lesson[];
  /** All lessons of the plan, published or not. */
  readonly planned: number;
  /** Each track with the number of its lessons, published or not. */
  readonly tracks: readonly { readonly id: string; readonly planned: number }[];
  readonly levels: readonly string[];
  readonly achievements: readonly Achievement[];
  /** XP of a passed exercise, and of a prediction made. */
  readonly exerciseXp: number;
  readonly guessXp: number;
}

export interface Lesson {
  readonly id: string;
  readonly track: string;
  readonly title: string;
  readonly href: string;
  readonly xp: number;
  readonly exercises: readonly string[];
  readonly guesses: readonly string[];
}

/** A condition, all of whose parts must hold. */
export interface Condition {
  readonly lessons?: number;
  readonly track?: string;
  readonly lesson?: string;
  readonly exercises?: number;
  readonly guesses?: number;
  readonly tracks?: number;
  readonly level?: number;
  readonly all?: true;
}

export interface Achievement {
  readonly id: string;
  readonly title: string;
  readonly needs: Condition;
}

export interface Score {
  readonly xp: number;
  readonly level: number;
  /** XP since the level began, and XP that the next level takes. */
  readonly into: number;
  readonly span: number;
  readonly lessons: number;
  readonly percent: number;
}

/** XP at which a level begins: 120 for the first, 120 more for each that follows. */
export const levelBegins = (level: number): number => 60 * level * (level + 1);

export function scoreOf(facts: Facts, course: Course): Score {
  let xp = 0;
  let lessons = 0;
  for (const lesson of course.lessons) {
    if (isDone(facts.lessons.get(lesson.id))) {
      xp += lesson.xp;
      lessons++;
    }
    xp += course.exerciseXp * lesson.exercises.filter((id) => (facts.exercises.get(`${lesson.id}/${id}`) ?? 0) >= 1).length;
    xp += course.guessXp * lesson.guesses.filter((id) => facts.guesses.has(`${lesson.id}/${id}`)).length;
  }
  let level = 0;
  while (levelBegins(level + 1) <= xp) level++;
  return {
    xp, level, into: xp - levelBegins(level), span: levelBegins(level + 1) - levelBegins(level),
    lessons, percent: course.planned === 0 ? 0 : Math.floor((100 * lessons) / course.planned),
  };
}

/** The achievements whose conditions hold and that are not among the facts yet. */
export function newlyEarned(facts: Facts, course: Course): readonly Achievement[] {
  const score = scoreOf(facts, course);
  const done = (id: string): boolean => isDone(facts.lessons.get(id));
  const whole = (track: string): boolean => {
    const planned = course.tracks.find(({ id }) => id === track)?.planned ?? 0;
    return planned > 0 && course.lessons.filter((lesson) => lesson.track === track && done(lesson.id)).length >= planned;
  };
  const wholeTracks = course.tracks.filter(({ id }) => whole(id)).length;
  const solved = [...facts.exercises.values()].filter((best) => best >= 1).length;
  const holds = ({ lessons, track, lesson, exercises, guesses, tracks, level, all }: Condition): boolean =>
    (lessons === undefined || score.lessons >= lessons)
    && (track === undefined || whole(track))
    && (lesson === undefined || done(lesson))
    && (exercises === undefined || solved >= exercises)
    && (guesses === undefined || facts.guesses.size >= guesses)
    && (tracks === undefined || wholeTracks >= tracks)
    && (level === undefined || score.level >= level)
    && (all === undefined || score.lessons >= course.planned);
  return course.achievements.filter(({ id, needs }) => !facts.achievements.has(id) && holds(needs));
}
