// Before the first paint: the theme and the language that were chosen last, so that nothing flashes. No more than that.
(function () {
  var kept = {}
  try {
    kept = JSON.parse(localStorage.getItem('bihuan') || '{}') || {}
  } catch (_) {
    kept = {}
  }
  var dark = kept.theme === 'dark' || (kept.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  var root = document.documentElement
  root.classList.toggle('dark', dark)
  root.style.colorScheme = dark ? 'dark' : 'light'
  if (kept.language === 'zh-Hans' || kept.language === 'zh-Hant' || kept.language === 'en') root.lang = kept.language
})()
