// Runs before the first paint, so that a page never flashes in another theme than the reader's.
import { apply } from "./preferences/apply";
import { readPreference } from "./preferences/read";

apply({ theme: readPreference("theme"), calm: readPreference("calm") });
