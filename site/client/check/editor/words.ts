import { type CourseData, root, type Say, speaker } from "../../page/course";
import { joined } from "../findings/sentences";

let loaded: Promise<Say> | undefined;

/** Loads the words and the style sheet that come with the editor; says words of every page as well. */
export function checkWords(course: CourseData): Promise<Say> {
  loaded ??= load(course);
  loaded.catch(() => { loaded = undefined; });
  return loaded;
}

async function load(course: CourseData): Promise<Say> {
  if (course.check === undefined) throw new Error("This site has no editor.");
  const { words, style } = course.check;
  const [response] = await Promise.all([fetch(root() + words), sheet(root() + style)]);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const say = speaker({ words: { ...course.words, ...((await response.json()) as Record<string, string>) } });
  return (key, ...values) => joined(say(key, ...values));
}

function sheet(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => {
      link.remove();
      reject(new Error(address));
    });
    document.head.append(link);
  });
}
