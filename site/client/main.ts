// Everything here only adds to pages that are whole without it.
import { announce } from "./page/announce";
import { readCourse, speaker } from "./page/course";
import { lessonMark, markLinks } from "./page/lesson-mark";
import { showProgress } from "./page/progress-bar";
import { progressFile } from "./page/progress-file";
import { settings } from "./page/settings";
import { storagePrefix } from "./preferences/read";
import type { Facts } from "./progress/facts";
import { newlyEarned } from "./progress/score";
import { ProgressStore } from "./progress/store";
import { startSearch } from "./search/start";

startSearch(document.querySelector("a[data-search]"));

const store = new ProgressStore(storagePrefix());
window.addEventListener("storage", ({ key }) => store.noticed(key));

const panel = document.getElementById("settings");
if (panel !== null) store.watch(settings(panel, store));

const bar = document.querySelector(".progress");
if (bar !== null) {
  const course = await readCourse();
  const say = speaker(course);
  const shown: ((facts: Facts) => void)[] = [
    (facts) => showProgress(bar, facts, course, say),
    (facts) => markLinks(facts, say),
    (facts) => {
      for (const item of document.querySelectorAll<HTMLElement>("[data-achievement]")) item.classList.toggle("is-earned", facts.achievements.has(item.dataset.achievement ?? ""));
    },
  ];
  for (const section of document.querySelectorAll<HTMLElement>("[data-lesson]")) shown.push(lessonMark(section, store, say));
  const file = document.querySelector<HTMLElement>("[data-progress-file]");
  if (file !== null) progressFile(file, store, course, say);

  let warned = false;
  store.watch((facts, trouble) => {
    for (const show of shown) show(facts);
    if (trouble !== undefined && !warned) {
      warned = true;
      announce(say(`storage-${trouble}`));
    }
    const earned = newlyEarned(facts, course);
    if (earned.length === 0) return;
    store.achieve(earned.map(({ id }) => id), Date.now());
    if (document.documentElement.dataset.calm === undefined) announce(say("earned", earned.map(({ title }) => title).join(", ")), true);
  });
}

// A report says where on the page the reader was and how large the window is.
for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-report]")) {
  link.addEventListener("click", () => {
    const listings = [...document.querySelectorAll("figure.listing[id]")].filter((listing) => listing.getBoundingClientRect().top < window.innerHeight);
    const url = new URL(link.href);
    const params = new URLSearchParams(url.search);
    params.set("body", `${(params.get("body") ?? "").replace(/^(snippet|viewport): .*\n/gm, "")}snippet: ${listings.at(-1)?.id ?? "-"}\nviewport: ${window.innerWidth} × ${window.innerHeight}\n`);
    // Mail programs take + for a plus sign, so blanks are written as %20.
    url.search = params.toString().replaceAll("+", "%20");
    link.href = url.href;
  });
}
