let region: HTMLElement | undefined;
let hide: number | undefined;

/** Says something in passing: seen for some seconds, and read out politely. */
export function announce(message: string, celebrate = false): void {
  region ??= document.body.appendChild(Object.assign(document.createElement("p"), { className: "toast", role: "status" }));
  region.classList.toggle("celebrate", celebrate);
  // A region that is shown and filled at once is not read by all screen readers, so it is filled a moment later.
  const box = region;
  window.setTimeout(() => { box.textContent = message; }, 50);
  window.clearTimeout(hide);
  hide = window.setTimeout(() => { box.textContent = ""; }, 7000);
}
