// @ts-check
// The colour theme: read, kept and applied.

export const themes = /** @type {const} */ (['auto', 'light', 'dark']);
const storageKey = 'apus.theme';

/** The theme that is applied now. */
export function currentTheme() {
  return document.documentElement.dataset.theme ?? 'auto';
}

/**
 * Applies a theme and keeps it for the next visit.
 * @param {string} theme
 */
export function applyTheme(theme) {
  const root = document.documentElement;
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
