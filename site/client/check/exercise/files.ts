// Code from the learner's disk, and to it.
import { withFile } from "./zip";

/** The longest text that the checker looks at, in bytes. */
const LONGEST = 64 * 1024;

/** A button that asks for a file with code. */
export function fileButton(words: string, chosen: (file: File) => Promise<void>): HTMLElement {
  const label = Object.assign(document.createElement("label"), { className: "button" });
  const input = Object.assign(document.createElement("input"), { type: "file", accept: ".cs,.csx,.txt,text/plain" });
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file !== undefined) void chosen(file);
    input.value = "";
  });
  label.append(words, input);
  return label;
}

/** The text of a file that somebody chose; or why it is none for the editor. */
export async function readSource(file: File): Promise<{ readonly text: string } | "file-too-long" | "file-not-text" | "file-unreadable"> {
  if (file.size > LONGEST) return "file-too-long";
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (bytes === undefined) return "file-unreadable";
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? "file-not-text" : { text: text.replace(/\r\n?/g, "\n") };
  } catch {
    return "file-not-text";
  }
}

/** The project that the page offers, with the learner's code in place of the starter. */
export async function saveProject(address: string, text: string): Promise<void> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const project = withFile(new Uint8Array(await response.arrayBuffer()), "Program.cs", new TextEncoder().encode(text.endsWith("\n") ? text : `${text}\n`));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([project], { type: "application/zip" }));
  link.download = new URL(address, document.baseURI).pathname.split("/").at(-1) ?? "project.zip";
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
