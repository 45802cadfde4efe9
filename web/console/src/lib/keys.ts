import { type MaybeRefOrGetter, computed, onScopeDispose, reactive, toValue } from 'vue'

/**
 * Commands: what the keyboard, the palette (`Mod+K`) and the sheet of keys (`?`) know. A page registers its own while
 * it is shown. Single keys work only when nobody types, and never while an input method composes: Enter that chooses
 * a Chinese candidate must not send anything.
 */
export interface Command {
  /** Its own name among all; the same id registered later wins. */
  id: string
  /** What it is called, in the language of the page. */
  name: string
  /** One or more ways to type it: `j`, `g i`, `Mod+K`, `Shift+X`, `?`, `Enter`. */
  keys?: string[]
  icon?: string
  /** Heading it stands under in palette and sheet. */
  group: string
  /** Other words by which the palette finds it. */
  also?: string
  /** Shown, but not to be run: with the reason. */
  refused?: string | null
  run?: () => void
  /** What comes next in the palette, when this is chosen. */
  children?: () => Command[] | Promise<Command[]>
  /** Not in the palette (`j`, `k`). */
  hidden?: boolean
}

const registered = reactive(new Map<symbol, () => Command[]>())

/** Registers commands while the caller lives. Later registrations (deeper places) win over earlier ones. */
export function useCommands(commands: MaybeRefOrGetter<Command[]>): void {
  const mine = Symbol('commands')
  registered.set(mine, () => toValue(commands))
  onScopeDispose(() => registered.delete(mine))
}

/** All commands of this moment, the deepest place first. */
export const commands = computed<Command[]>(() => {
  const seen = new Set<string>()
  const out: Command[] = []
  for (const get of [...registered.values()].reverse()) {
    for (const command of get()) {
      if (!seen.has(command.id)) out.push(command)
      seen.add(command.id)
    }
  }
  return out
})

const mac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')

/** How a way to type is shown: `⌘K` or `Ctrl K`. */
export function shown(keys: string): string[] {
  return keys.split(' ').flatMap((chord) =>
    chord.split('+').map((part) => {
      if (part === 'Mod') return mac ? '⌘' : 'Ctrl'
      return { Shift: mac ? '⇧' : 'Shift', Alt: mac ? '⌥' : 'Alt', Enter: '↵', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓' }[part] ?? part
    }),
  )
}

/** What was pressed, as one chord; null for what is no chord (a bare modifier, an input method at work). */
export function chordOf(event: KeyboardEvent): string | null {
  if (event.isComposing || event.keyCode === 229 || event.key === 'Process') return null
  if (['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'Dead', 'Unidentified'].includes(event.key)) return null
  const mod = mac ? event.metaKey : event.ctrlKey
  const other = mac ? event.ctrlKey : event.metaKey
  if (other) return null
  const single = event.key.length === 1
  const letter = /^[a-z]$/i.test(event.key)
  const key = letter ? event.key.toLowerCase() : event.key
  const parts: string[] = []
  if (mod) parts.push('Mod')
  if (event.altKey) parts.push('Alt')
  // Shift is part of the sign in `?`, and of its own with letters and named keys.
  if (event.shiftKey && (letter || !single)) parts.push('Shift')
  return [...parts, letter && (mod || event.shiftKey) ? key.toUpperCase() : key].join('+')
}

/** Whether what has the focus takes letters for itself. */
export function typing(target: EventTarget | null): boolean {
  const element = target instanceof Element ? target : null
  if (!element) return false
  if (element.closest('[contenteditable=""],[contenteditable=true],[role=textbox],[role=combobox],[role=searchbox]')) return true
  if (element instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'file'].includes(element.type)
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement
}

/** Whether a key pressed on this element belongs to the element (Enter on a button, arrows in a menu). */
function ownKey(target: EventTarget | null, chord: string): boolean {
  const element = target instanceof Element ? target : null
  if (!element) return false
  if (element.closest('[role=menu],[role=listbox],[role=dialog] [role=listbox]')) return true
  return (chord === 'Enter' || chord === ' ') && element.closest('button,a[href],summary,[role=button]') !== null
}

const sequencePause = 1_200

// What is typed between the key that opens a place to write and that place being there is kept for it: to somebody who
// types on, a slow desk must not turn the rest of the word into commands.
const aheadFor = 3_000
let ahead: { text: string; until: number } | null = null

/** A place to write is opening: what is typed from now on is for it. */
export function typeAhead(): void {
  ahead = { text: '', until: performance.now() + aheadFor }
}

/** What was typed until it was there. */
export function typedAhead(): string {
  const text = ahead?.text ?? ''
  ahead = null
  return text
}

/** Turns key presses into commands; one a page. */
export class Keyboard {
  private begun: string | null = null
  private at = 0

  constructor(
    private readonly find: () => Command[] = () => commands.value,
    /** Says why not, when the key of a refused command is pressed. */
    private readonly refused: (command: Command) => void = () => undefined,
  ) {}

  /** Handles one press; whether it was one of ours. */
  press(event: KeyboardEvent): boolean {
    if (event.defaultPrevented) return false
    const chord = chordOf(event)
    if (chord === null) return false
    const free = chord.includes('Mod+') || chord.includes('Alt+')
    if (ahead && (free || event.key === 'Escape' || typing(event.target) || performance.now() > ahead.until)) ahead = null
    if (ahead && event.key.length === 1) {
      ahead.text += event.key
      event.preventDefault()
      return true
    }
    if (!free && (typing(event.target) || ownKey(event.target, chord))) return false
    // What lies under an open dialog does not hear single keys.
    if (!free && globalThis.document?.querySelector('[role=dialog][data-state=open],[role=alertdialog][data-state=open]')) return false
    const before = this.begun !== null && event.timeStamp - this.at < sequencePause ? this.begun : null
    this.begun = null
    const all = this.find()
    const wanted = before ? `${before} ${chord}` : chord
    const hit = all.find((c) => c.keys?.includes(wanted)) ?? (before ? all.find((c) => c.keys?.includes(chord)) : undefined)
    if (hit) {
      event.preventDefault()
      if (hit.refused) this.refused(hit)
      else hit.run?.()
      return true
    }
    if (all.some((c) => c.keys?.some((k) => k.startsWith(`${chord} `)))) {
      this.begun = chord
      this.at = event.timeStamp
      event.preventDefault()
      return true
    }
    return false
  }
}

type Finder = (words: string, stop: AbortSignal) => Promise<Command[]>
const finders = reactive(new Map<symbol, Finder>())

/** Lets the palette find things by words (cases, customers) while the caller lives. */
export function useFinder(finder: Finder): void {
  const mine = Symbol('finder')
  finders.set(mine, finder)
  onScopeDispose(() => finders.delete(mine))
}

/** Asks every finder. One that fails finds nothing. */
export async function findAll(words: string, stop: AbortSignal): Promise<Command[]> {
  const found = await Promise.all([...finders.values()].map((finder) => finder(words, stop).catch(() => [])))
  return found.flat()
}
