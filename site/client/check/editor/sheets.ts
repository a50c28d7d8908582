import { StyleModule } from "style-mod";

const adopted = new WeakMap<StyleModule, CSSStyleSheet>();

/**
 * Lets CodeMirror's styles live with a policy that forbids style elements: each of its modules becomes a sheet that the document adopts.
 * The library takes that way for shadow roots alone, in which neither the page's colours nor its headings would be at hand.
 */
export function adoptStyles(): void {
  StyleModule.mount = (root, modules) => {
    const sheets = [modules].flat().map((module) => {
      const known = adopted.get(module);
      if (known !== undefined) return known;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(module.getRules());
      adopted.set(module, sheet);
      return sheet;
    });
    const others = root.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet));
    // The order of the modules is their precedence; what other views mounted stays before them.
    root.adoptedStyleSheets = [...others, ...sheets];
  };
}
