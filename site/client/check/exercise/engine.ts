import type { CourseData } from "../../page/course";
import { noEngine } from "../editor/no-engine";
import type { CheckEngine } from "../protocol";

/** The checker of this site. */
export async function findEngine(_course: CourseData): Promise<CheckEngine> {
  return noEngine;
}
