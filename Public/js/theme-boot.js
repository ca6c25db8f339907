// Applies the kept theme before the first paint; a classic script, because modules run after it.
(function () {
  try {
    const theme = localStorage.getItem('apus.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be switched off; the page then follows the system.
  }
})();
