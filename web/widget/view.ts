import type { Entry } from './api'
import { css } from './style'
import type { Pending, Talk } from './talk'
import type { Words } from './words'

/** What stands on the page: a button, and behind it the talk. In a shadow of its own, so that neither styles the other. */

type Child = Node | string | null | false | undefined
function el<K extends keyof HTMLElementTagNameMap>(tag: K, given: Record<string, unknown> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [key, value] of Object.entries(given)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value as EventListener)
    else if (value === true) made.setAttribute(key, '')
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, String(value))
  }
  made.append(...children.filter((c): c is Node | string => c !== null && c !== false && c !== undefined))
  return made
}

function icon(...paths: string[]): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  for (const d of paths) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
    path.setAttribute('d', d)
    svg.append(path)
  }
  return svg
}

/** What is said to both: words, and not what was merely done. */
const shown = (e: Entry): boolean => (e.text !== null || e.files.length > 0) && ['received', 'message', 'proposal', 'resolved'].includes(e.what)

export class View {
  readonly host = el('div')
  private readonly root: ShadowRoot
  private readonly launch: HTMLButtonElement
  private readonly badge = el('span', { class: 'badge', hidden: true })
  private readonly panel: HTMLElement
  private readonly heading: HTMLElement
  private readonly log: HTMLElement
  private readonly state = el('div', { class: 'state', role: 'status' })
  private readonly ask = el('div', { class: 'ask', hidden: true })
  private readonly who: HTMLElement
  private readonly name = el('input', { autocomplete: 'name', maxlength: 200, id: 'name' })
  private readonly contact = el('input', { autocomplete: 'email', maxlength: 254, id: 'contact' })
  private readonly text: HTMLTextAreaElement
  private readonly attach: HTMLButtonElement
  private readonly picked = el('input', { type: 'file', hidden: true, tabindex: -1, 'aria-hidden': 'true' })
  private readonly endButton: HTMLButtonElement
  private readonly drawn = new Map<string, HTMLElement>()
  private note = ''
  private seenVersion = 0
  private asked = ''
  private open = false

  constructor(
    private readonly talk: () => Talk,
    private readonly w: Words,
    private readonly language: string,
  ) {
    this.root = this.host.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    this.root.adoptedStyleSheets = [sheet]
    this.host.lang = language
    this.launch = el('button', { class: 'launch', type: 'button', 'aria-expanded': 'false', onclick: () => this.show(true) }, icon('M21 15a2 2 0 0 1-2 2H7l-4 4V5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2z'), w.open, this.badge)
    this.heading = el('h2', { id: 'title' }, w.title)
    this.endButton = el('button', { type: 'button', class: 'quiet', hidden: true, onclick: () => void this.talk().end() }, w.end)
    const close = el('button', { type: 'button', class: 'icon', 'aria-label': w.close, onclick: () => this.show(false) }, icon('M6 9l6 6 6-6'))
    this.log = el('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': w.title, tabindex: 0 })
    this.who = el('div', { class: 'who' }, el('label', { for: 'name' }, w.name), this.name, el('label', { for: 'contact' }, w.contact), this.contact)
    this.text = el('textarea', { rows: 1, maxlength: 10000, placeholder: w.placeholder, 'aria-label': w.message, onkeydown: (e: KeyboardEvent) => this.key(e), oninput: () => this.typed() })
    this.attach = el('button', { type: 'button', class: 'icon', 'aria-label': w.attach, hidden: true, onclick: () => this.picked.click() }, icon('M21.4 11.1l-9.2 9.2a6 6 0 0 1-8.5-8.5l9.2-9.2a4 4 0 0 1 5.7 5.7l-9.2 9.2a2 2 0 0 1-2.8-2.8l8.5-8.5'))
    this.picked.addEventListener('change', () => void this.sendFile())
    const send = el('button', { type: 'submit', class: 'icon main', 'aria-label': w.send }, icon('M22 2L11 13', 'M22 2l-7 20-4-9-9-4z'))
    const form = el('form', { onsubmit: (e: Event) => this.submit(e) }, this.who, el('div', { class: 'write' }, this.attach, this.picked, this.text, send))
    this.panel = el('div', { class: 'panel', role: 'dialog', 'aria-labelledby': 'title', hidden: true, onkeydown: (e: KeyboardEvent) => this.escape(e) }, el('header', {}, this.heading, this.endButton, close), this.log, this.ask, this.state, form)
    this.root.append(this.launch, this.panel)
  }

  show(open: boolean): void {
    this.open = open
    this.panel.hidden = !open
    this.launch.hidden = open
    this.launch.setAttribute('aria-expanded', String(open))
    this.host.toggleAttribute('data-open', open)
    if (open) this.text.focus()
    else this.launch.focus()
    this.draw()
    if (open) this.log.scrollTop = this.log.scrollHeight
  }

  private escape(e: KeyboardEvent): void {
    if (e.key === 'Escape' && !e.isComposing) this.show(false)
  }

  private key(e: KeyboardEvent): void {
    // An input method's own Enter chooses a word; it never sends.
    if (e.key !== 'Enter' || e.shiftKey || e.isComposing || e.keyCode === 229) return
    this.submit(e)
  }

  private typed(): void {
    this.text.style.height = 'auto'
    this.text.style.height = `${Math.min(this.text.scrollHeight + 2, 140)}px`
    this.talk().typing(this.text.value.trim() !== '')
  }

  private submit(e: Event): void {
    e.preventDefault()
    const text = this.text.value.trim()
    if (!text) return
    this.note = ''
    this.talk().say(text, [], this.name.value.trim(), this.contact.value.trim())
    this.text.value = ''
    this.text.style.height = 'auto'
    this.text.focus()
    this.log.scrollTop = this.log.scrollHeight
  }

  private async sendFile(): Promise<void> {
    const file = this.picked.files?.[0]
    this.picked.value = ''
    if (!file) return
    const most = this.talk().about?.most_file_bytes ?? 25 << 20
    this.note = file.size > most ? this.w.tooLarge(most >> 20) : this.w.sending
    this.draw()
    if (file.size > most) return
    try {
      const id = await this.talk().upload(file)
      this.note = ''
      this.talk().say(file.name, [{ id, name: file.name }])
    } catch (failed) {
      this.note = (failed instanceof Error && failed.message) || this.w.failed
      this.draw()
    }
  }

  private time(at: string): string {
    const when = new Date(at)
    const today = when.toDateString() === new Date().toDateString()
    return new Intl.DateTimeFormat(this.language, today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' }).format(when)
  }

  /** Draws what changed. */
  draw(): void {
    const talk = this.talk()
    const { visit, about } = talk
    this.heading.replaceChildren(about?.company ?? this.w.title, ...(visit ? [el('small', {}, this.w.number(visit.number))] : []))
    this.who.hidden = talk.begun || talk.pending.length > 0
    this.attach.hidden = !talk.begun
    this.endButton.hidden = !visit || visit.state === 'ended'
    this.drawLog()
    this.drawAsk()
    this.state.replaceChildren(...this.standing().filter((s) => s).map((s) => el('div', {}, s)))
    this.state.hidden = this.state.childElementCount === 0
    this.state.classList.toggle('bad', talk.wrong !== '')
    const news = talk.entries.filter((e) => shown(e) && !e.theirs && e.version > this.seenVersion).length
    if (this.open && document.visibilityState === 'visible') {
      this.seenVersion = talk.version
      talk.seen()
    }
    this.badge.hidden = this.open || news === 0
    this.badge.textContent = this.w.unread(news)
  }

  private standing(): string[] {
    const talk = this.talk()
    const { visit, about, w } = { visit: talk.visit, about: talk.about, w: this.w }
    if (this.note) return [this.note]
    if (talk.wrong) return [talk.wrong]
    if (talk.connection === 'waiting') return [w.offline]
    if (!visit) return [talk.pending.length > 0 ? w.working : '']
    if (visit.agent_typing) return [w.typing]
    if (visit.state === 'served') return [w.served]
    const promised = visit.expected_at ? w.promised(this.time(visit.expected_at)) : ''
    if (visit.state === 'ended') return [visit.ended === 'message_left' || visit.ended === 'abandoned' ? w.left : w.ended, promised]
    const place = visit.position ? w.waiting(visit.position) : ''
    const wait = visit.expected_wait_ms == null ? w.waitUnknown : w.wait(Math.ceil(visit.expected_wait_ms / 60_000))
    return [`${place} ${wait}`.trim(), about && !about.attended ? w.unattended : '']
  }

  private greeting(): string {
    const { about } = this.talk()
    if (!about || about.open) return this.w.greeting
    return about.opens_at ? this.w.closed(this.time(about.opens_at)) : this.w.closedLong
  }

  private drawLog(): void {
    const talk = this.talk()
    const near = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80
    const wanted = new Map<string, HTMLElement>()
    const put = (key: string, make: () => HTMLElement) => wanted.set(key, this.drawn.get(key) ?? make())
    put(`hello ${this.greeting()}`, () => el('p', { class: 'hello' }, this.greeting()))
    const read = talk.visit?.agent_read ?? 0
    const mine = talk.entries.filter((e) => shown(e) && e.theirs)
    const lastRead = mine.filter((e) => e.version <= read).at(-1)
    for (const e of talk.entries.filter(shown)) put(`${e.version} ${e.message} ${e === lastRead}`, () => this.said(e, e === lastRead))
    for (const p of talk.pending) put(`${p.id} ${p.failed ?? ''}`, () => this.under(p))
    for (const [key, node] of this.drawn) if (!wanted.has(key)) node.remove()
    let before: Element | null = null
    for (const node of wanted.values()) {
      const place: Element | null = before ? before.nextElementSibling : this.log.firstElementChild
      if (place !== node) this.log.insertBefore(node, place)
      before = node
    }
    this.drawn.clear()
    wanted.forEach((node, key) => this.drawn.set(key, node))
    if (near) this.log.scrollTop = this.log.scrollHeight
  }

  private said(e: Entry, read: boolean): HTMLElement {
    const named = e.files.length === 1 && e.files[0]?.name === e.text
    return el(
      'div',
      { class: e.theirs ? 'said mine' : 'said' },
      el('span', { class: 'sr' }, e.theirs ? this.w.you : this.w.us),
      !named && e.text ? el('div', { class: 'words' }, e.text) : null,
      ...e.files.map((f) => this.file(f)),
      el('div', { class: 'when' }, this.time(e.at), read ? ` · ${this.w.read}` : ''),
    )
  }

  private under(p: Pending): HTMLElement {
    const when = p.failed
      ? el('div', { class: 'when bad' }, `${this.w.failed}: ${p.failed} `, el('button', { type: 'button', class: 'link', onclick: () => this.talk().again(p) }, this.w.again), el('button', { type: 'button', class: 'link', onclick: () => this.talk().drop(p) }, this.w.drop))
      : el('div', { class: 'when' }, this.w.sending)
    return el('div', { class: 'said mine under' }, el('span', { class: 'sr' }, this.w.you), el('div', { class: 'words' }, p.text), when)
  }

  /** A picture is painted, not linked: the page's policy says which pictures it may load, and ours are none of them. */
  private file(f: Entry['files'][number]): HTMLElement {
    const button = el('button', { type: 'button', class: 'file', 'aria-label': this.w.download(f.name), onclick: () => void this.save(f) }, el('span', {}, f.name))
    if (/^image\/(png|jpeg|gif|webp)$/.test(f.media_type) && f.bytes < 8 << 20) {
      void this.talk()
        .file(f.id)
        .then((blob) => createImageBitmap(blob))
        .then((picture) => {
          const share = Math.min(1, 480 / picture.width)
          const canvas = el('canvas', { width: Math.max(1, Math.round(picture.width * share)), height: Math.max(1, Math.round(picture.height * share)), role: 'img', 'aria-label': f.name })
          canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
          button.replaceChildren(canvas)
        })
        .catch(() => undefined)
    }
    return button
  }

  private async save(f: { id: string; name: string }): Promise<void> {
    try {
      const url = URL.createObjectURL(await this.talk().file(f.id))
      const link = el('a', { href: url, download: f.name })
      link.click()
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
    } catch (failed) {
      this.note = (failed instanceof Error && failed.message) || this.w.failed
      this.draw()
    }
  }

  private drawAsk(): void {
    const talk = this.talk()
    const { visit } = talk
    const what = visit?.state === 'served' && visit.asked ? visit.asked : talk.asksRating ? 'rate' : visit?.state === 'ended' && visit.ended !== 'message_left' ? 'over' : ''
    if (what === this.asked) return
    this.asked = what
    this.ask.hidden = what === ''
    const button = (words: string, run: () => void, main = false) => el('button', { type: 'button', class: main ? 'main' : 'plain', onclick: run }, words)
    const parts: Record<string, () => Child[]> = {
      completed: () => [el('p', {}, this.w.askCompleted), this.answers(button)],
      silent: () => [el('p', {}, this.w.askSilent), this.answers(button)],
      rate: () => [
        el('fieldset', { class: 'stars' }, el('legend', {}, this.w.rate), ...[1, 2, 3, 4, 5].map((n) => el('button', { type: 'button', 'aria-label': this.w.stars(n), onclick: () => void talk.rate(n).then(() => this.say(this.w.thanks)) }, '★'))),
        el('div', { class: 'row' }, button(this.w.noRating, () => talk.declineRating())),
      ],
      over: () => [el('div', { class: 'row' }, button(this.w.fresh, () => talk.startAnew()))],
    }
    this.ask.replaceChildren(...((parts[what]?.() ?? []) as Node[]))
  }

  private answers(button: (words: string, run: () => void, main?: boolean) => HTMLElement): HTMLElement {
    return el('div', { class: 'row' }, button(this.w.yesEnd, () => void this.talk().end(), true), button(this.w.noMore, () => (this.talk().say(this.w.noMoreText), this.text.focus())))
  }

  private say(note: string): void {
    this.note = note
    this.draw()
    setTimeout(() => {
      if (this.note === note) this.note = ''
      this.draw()
    }, 6_000)
  }
}
