// TeX in, MathML out: reads a JSON array of {tex, display} on standard input and writes
// an array of {mathml} or {error} of the same length on standard output.
import temml from "temml";

const formulas = JSON.parse(await new Response(process.stdin).text());

// The site's Content-Security-Policy allows no inline style, so styles/math.css says what temml would.
const withoutInlineStyle = (mathml) => mathml.replace(/ style="[^"]*"/g, "");

// Fonts draw a prime raised and small already. As a superscript it stands too high, apart from its letter, and is too small to see:
// temml has a font of its own for it, which would be one more thing to load.
const withPrimes = (mathml) => mathml.replace(/<msup>(<mi[^>]*>[^<]*<\/mi>)(<mo[^>]*) class="tml-prime"(>[′″‴]<\/mo>)<\/msup>/g, "<mrow>$1$2$3</mrow>");

// temml shows the place in the formula by underlining it with combining characters, which no terminal lines up.
const oneLine = (message) => message.replace(/\u0332/g, "").replace(/\s+/g, " ").trim();

const results = formulas.map(({ tex, display }) => {
  try {
    return { mathml: withPrimes(withoutInlineStyle(temml.renderToString(tex, { displayMode: display, throwOnError: true, annotate: true }))) };
  } catch (error) {
    return { error: oneLine(String(error.message ?? error)) };
  }
});

process.stdout.write(JSON.stringify(results));
