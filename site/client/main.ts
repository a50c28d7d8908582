// Everything here only adds to pages that are whole without it.
import { ownRun } from "./check/own-run/start";
import { playground } from "./check/playground/start";
import { exercise } from "./check/start";
import { announce } from "./page/announce";
import { readCourse, speaker } from "./page/course";
import { keepPlace, otherLanguage } from "./page/languages";
import { lessonMark, markLinks } from "./page/lesson-mark";
import { copyButtons } from "./page/listings";
import { prediction } from "./page/predictions";
import { showProgress } from "./page/progress-bar";
import { progressFile } from "./page/progress-file";
import { offerReading, rememberReading } from "./page/reading";
import { sectionLinks } from "./page/section-links";
import { settings } from "./page/settings";
import { shortcuts } from "./page/shortcuts";
import { signatures } from "./page/signatures";
import { tooltips } from "./page/tooltips";
import { startWorker } from "./page/worker";
import { zoom } from "./page/zoom";
import { storagePrefix } from "./preferences/read";
import type { Facts } from "./progress/facts";
import { newlyEarned } from "./progress/score";
import { ProgressStore } from "./progress/store";
import { startSearch } from "./search/start";

keepPlace();
tooltips();

const store = new ProgressStore(storagePrefix());
window.addEventListener("storage", ({ key }) => store.noticed(key));

shortcuts(store);
startSearch(document.querySelector("a[data-search]"), store);

const panel = document.getElementById("settings");
if (panel !== null) store.watch(settings(panel, store));

// A course without levels has no bar; all else is there.
const bar = document.querySelector(".progress");
if (document.documentElement.dataset.courseData !== undefined) {
  const course = await readCourse();
  const say = speaker(course);
  const shown: ((facts: Facts) => void)[] = [
    ...(bar === null ? [] : [(facts: Facts) => showProgress(bar, facts, course, say)]),
    (facts) => markLinks(facts, say),
    (facts) => {
      for (const item of document.querySelectorAll<HTMLElement>("[data-achievement]")) item.classList.toggle("is-earned", facts.achievements.has(item.dataset.achievement ?? ""));
    },
  ];
  for (const section of document.querySelectorAll<HTMLElement>("[data-lesson]")) {
    shown.push(lessonMark(section, store, say));
    rememberReading(section.dataset.lesson ?? "", store);
  }
  for (const question of document.querySelectorAll<HTMLElement>("[data-guess]")) shown.push(prediction(question, store, course, say));
  const place = document.querySelector<HTMLElement>("[data-reading]");
  if (place !== null) shown.push((facts) => offerReading(place, facts, course, say));
  copyButtons(say);
  for (const place of document.querySelectorAll<HTMLElement>("[data-playground]")) playground(place, store, course, say);
  for (const section of document.querySelectorAll<HTMLElement>("[data-run]")) ownRun(section, course, say);
  for (const section of document.querySelectorAll<HTMLElement>("[data-exercise]")) shown.push(exercise(section, store, course, say));
  otherLanguage(store, say);
  sectionLinks(say);
  signatures(say);
  zoom(say);
  const offline = document.querySelector<HTMLElement>("[data-keep-track]");
  if (offline !== null) void import("./page/offline").then(({ keepTrack }) => keepTrack(offline, say));
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

// Reading comes first: what keeps pages for later starts when this one is here.
if (document.readyState === "complete") void startWorker();
else window.addEventListener("load", () => void startWorker());
const keptHere = document.querySelector<HTMLElement>("[data-kept-pages]");
if (keptHere !== null) void import("./page/offline").then(({ keptPages }) => keptPages(keptHere));

// A report says where on the page the reader was and how large the window is.
for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-report]")) {
  link.addEventListener("click", () => {
    // A listing in a closed solution has no place, so it is not where the reader was.
    const listings = [...document.querySelectorAll("figure.listing[id]")].filter((listing) => listing.checkVisibility() && listing.getBoundingClientRect().top < window.innerHeight);
    const url = new URL(link.href);
    const params = new URLSearchParams(url.search);
    params.set("body", `${(params.get("body") ?? "").replace(/^(snippet|viewport): .*\n/gm, "")}snippet: ${listings.at(-1)?.id ?? "-"}\nviewport: ${window.innerWidth} × ${window.innerHeight}\n`);
    // Mail programs take + for a plus sign, so blanks are written as %20.
    url.search = params.toString().replaceAll("+", "%20");
    link.href = url.href;
  });
}
