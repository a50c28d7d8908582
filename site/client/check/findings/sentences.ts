// Words of the checker as a page sets them: whole sentences, names in code's own letters, and no line that begins with a particle.
// Lessons set the findings of their listings alike (Course.Site/Prose/Listings/FindingWords.cs): both are held to tests/findings/words.json.

/** A call, a statement that is one, and a name with dots or underscores: what no language's prose has. */
const CODE = /(?:using var \w+ = )?[A-Za-z_][\w.]*(?:<[\w, ]+>)?\((?:[^()가-힣]|\([^()가-힣]*\))*\);?|[A-Za-z]\w*(?:\.\w{2,})+|[A-Za-z][A-Za-z0-9]*_\w*|(?<!\w)\.[a-z]\w+/gu;

/** A Korean particle belongs to what stands before it; browsers would break a line between it and a sign or code. */
const PARTICLE = /(?<=[)\]}>%;_"'’”])(?=[가-힣])/gu;

/** Keeps particles with their words. */
export const joined = (words: string): string => words.replace(PARTICLE, "\u2060");

/** A message as a sentence: the compiler's convention of no full stop at the end stands oddly beside others. */
export const sentence = (words: string): string => (/[\p{L}\p{N})\]]$/u.test(words) ? `${words}.` : words);

/** What to do, without the reason that a full stop or a colon sets off. */
export const demand = (words: string): string => sentence(words.replace(/(?<=.{8}[\p{L}\p{N})'’”])[.:] .*$/su, ""));

/** The code in words. */
export const codeIn = (words: string): RegExpExecArray[] => [...words.matchAll(CODE)];

/** Words with their code set as code, which may break after its dots and brackets. */
export function prose(words: string): (string | Node)[] {
  const parts: (string | Node)[] = [];
  let at = 0;
  const text = joined(words);
  for (const match of codeIn(text)) {
    const code = document.createElement("code");
    for (const [i, piece] of match[0].split(/(?<=[.(])(?=[A-Za-z])/u).entries()) code.append(...(i === 0 ? [] : [document.createElement("wbr")]), piece);
    parts.push(text.slice(at, match.index), code);
    at = match.index + match[0].length;
  }
  return [...parts, text.slice(at)];
}
