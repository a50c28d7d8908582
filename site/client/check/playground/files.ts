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

/** Saves a text as a file of the learner's. */
export function saveText(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text.endsWith("\n") ? text : `${text}\n`], { type: "text/plain" }));
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
