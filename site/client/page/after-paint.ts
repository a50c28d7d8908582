/** Does what readers need not wait for when the answer to what they did has been painted. */
export const afterPaint = (work: () => void): void => { requestAnimationFrame(() => setTimeout(work)); };
