import { Api } from './api'
import { Talk } from './talk'
import { View } from './view'
import { languageOf, words } from './words'

/**
 * `<script src="https://service.example/widget.js" async></script>` and no more. What the tag may say: `data-language`,
 * `data-unit` (code of a unit), `data-skill`. The page's policy has to allow our origin for scripts and connections; styles
 * are constructed, pictures painted, and nothing is inline.
 */
const tag = document.currentScript as HTMLScriptElement | null

function begin(): void {
  const base = new URL(tag?.src ?? location.href).origin
  const told = tag?.dataset ?? {}
  const language = languageOf(told.language, document.documentElement.lang, navigator.language)
  const store = `bihuan-chat ${base} ${told.unit ?? ''}`
  let drawing = false
  const api = new Api(base, language)
  const talk = new Talk(api, { unit: told.unit ?? null, skill: told.skill ?? null }, store, () => {
    if (drawing) return
    drawing = true
    queueMicrotask(() => {
      drawing = false
      view.draw()
    })
  })
  const view = new View(() => talk, words[language], language)
  view.draw()
  document.body.append(view.host)
  document.addEventListener('visibilitychange', () => view.draw())
  void talk.arrive()
}

if (document.body) begin()
else document.addEventListener('DOMContentLoaded', begin)
