// @ts-check
// Copying, with an answer for when the browser refuses.

/**
 * Copies a text; false when the browser refuses.
 * @param {string} text
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Lets a button say for a moment that it has copied.
 * @param {HTMLElement} label
 * @param {string} done
 * @param {string} usual
 */
export function confirmCopy(label, done, usual) {
  label.textContent = done;
  setTimeout(() => { label.textContent = usual; }, 2_000);
}
