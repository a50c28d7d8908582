// TeX in, MathML out: reads a JSON array of {tex, display} on standard input and writes
// an array of {mathml} or {error} of the same length on standard output.
import temml from "temml";

const formulas = JSON.parse(await new Response(process.stdin).text());

// The site's Content-Security-Policy allows no inline style, so styles/math.css says what temml would.
const withoutInlineStyle = (mathml) => mathml.replace(/ style="[^"]*"/g, "");

// temml shows the place in the formula by underlining it with combining characters, which no terminal lines up.
const oneLine = (message) => message.replace(/\u0332/g, "").replace(/\s+/g, " ").trim();

const results = formulas.map(({ tex, display }) => {
  try {
    return { mathml: withoutInlineStyle(temml.renderToString(tex, { displayMode: display, throwOnError: true, annotate: true })) };
  } catch (error) {
    return { error: oneLine(String(error.message ?? error)) };
  }
});

process.stdout.write(JSON.stringify(results));
