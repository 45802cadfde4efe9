import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { chordOf, type Command, Keyboard, typeAhead, typedAhead, typing } from './keys'

const press = (key: string, more: KeyboardEventInit & { keyCode?: number } = {}) => new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })

describe('keys', () => {
  const ran: string[] = []
  const command = (id: string, ...keys: string[]): Command => ({ id, name: id, keys, group: 'test', run: () => void ran.push(id) })
  let keyboard: Keyboard
  beforeEach(() => {
    ran.length = 0
    document.body.innerHTML = '<input id="text"><input id="box" type="checkbox"><div id="rich" contenteditable="true"></div><button id="button"></button>'
    keyboard = new Keyboard(() => [command('reply', 'r'), command('inbox', 'g i'), command('palette', 'Mod+K'), command('help', '?'), command('open', 'Enter'), command('grave', 'g g')])
    addEventListener('keydown', listener)
  })
  afterEach(() => removeEventListener('keydown', listener))
  const listener = (event: KeyboardEvent) => void keyboard.press(event)
  const on = (id: string, event: KeyboardEvent) => (id === '' ? document.body : document.getElementById(id))?.dispatchEvent(event)

  test('a single key works when nobody types, and only then', () => {
    on('', press('r'))
    on('text', press('r'))
    on('rich', press('r'))
    on('box', press('r'))
    expect(ran).toEqual(['reply', 'reply'])
  })

  test('what is typed before the place to write is there is kept for it, and runs nothing', () => {
    typeAhead()
    for (const key of 'resume') on('', press(key))
    expect(ran).toEqual([])
    expect(typedAhead()).toBe('resume')
    on('', press('r'))
    expect(ran).toEqual(['reply'])
    typeAhead()
    on('', press('Escape'))
    on('', press('r'))
    expect(ran).toEqual(['reply', 'reply'])
  })

  test('the key of what may not be done says why', () => {
    const why: (string | null | undefined)[] = []
    const other = new Keyboard(() => [{ ...command('close', 'q'), refused: 'not yet' }], (c) => why.push(c.refused))
    other.press(press('q'))
    expect(why).toEqual(['not yet'])
    expect(ran).toEqual([])
  })

  test('an input method at work is left alone', () => {
    on('', press('r', { isComposing: true }))
    on('', press('Enter', { keyCode: 229 } as KeyboardEventInit))
    on('', press('Process'))
    expect(ran).toEqual([])
  })

  test('a sequence is typed one after the other, and is forgotten after a while', () => {
    const at = vi.spyOn(Event.prototype, 'timeStamp', 'get')
    at.mockReturnValue(1_000)
    on('', press('g'))
    at.mockReturnValue(1_500)
    on('', press('i'))
    expect(ran).toEqual(['inbox'])
    on('', press('g'))
    at.mockReturnValue(9_000)
    on('', press('i'))
    expect(ran).toEqual(['inbox'])
    at.mockRestore()
  })

  test('what breaks a sequence is heard for itself', () => {
    on('', press('g'))
    on('', press('r'))
    expect(ran).toEqual(['reply'])
  })

  test('keys with a modifier work while typing; Enter on a button is the button’s', () => {
    on('text', press('k', { ctrlKey: true }))
    on('button', press('Enter'))
    expect(ran).toEqual(['palette'])
  })

  test('a dialog that is open keeps single keys from the page', () => {
    document.body.insertAdjacentHTML('beforeend', '<div role="dialog" data-state="open"></div>')
    on('', press('r'))
    on('', press('k', { ctrlKey: true }))
    expect(ran).toEqual(['palette'])
  })

  test('a chord is named by what was meant, whatever the keyboard', () => {
    expect(chordOf(press('?', { shiftKey: true }))).toBe('?')
    expect(chordOf(press('X', { shiftKey: true }))).toBe('Shift+X')
    expect(chordOf(press('Enter', { ctrlKey: true }))).toBe('Mod+Enter')
    expect(chordOf(press('Shift', { shiftKey: true }))).toBeNull()
    expect(typing(document.getElementById('box'))).toBe(false)
  })
})
