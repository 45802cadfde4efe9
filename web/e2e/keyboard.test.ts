import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asker, type CaseNow, Desk, quiet } from './desk'
import { admin, closeBrowser, Person, Served } from './harness'

// A morning without a mouse, and with an input method.

interface Focus {
  what: string
  lost: boolean
  seen: boolean
}

/** What has the focus; lost when it is nothing, seen when it is on the screen and marked as such. */
const focus = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const one = document.activeElement as HTMLElement | null
    if (!one || one === document.body) return { what: 'body', lost: true, seen: false }
    const box = one.getBoundingClientRect()
    const marked = (e: Element | null, pseudo?: string) => {
      if (!e) return false
      const style = getComputedStyle(e, pseudo)
      return (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
    }
    const on = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
    const writes = one.isContentEditable || one.getAttribute('role') === 'combobox'
    const what = `${one.tagName.toLowerCase()} ${one.getAttribute('aria-label') ?? one.textContent?.trim().slice(0, 40) ?? ''}`
    return { what, lost: false, seen: one.id === 'main' || (on && (writes || marked(one) || marked(one, '::after') || marked(one.parentElement) || marked(one.closest('label')))) }
  })

describe('by keyboard alone', () => {
  let served: Served
  let person: Person
  let desk: Desk
  let mine: Record<string, string>
  const ask = asker({ ask: (...given: Parameters<Served['ask']>) => served.ask(...given) } as Served, () => mine)
  const now = (id: string) => ask<CaseNow>('GET', `/cases/${id}`)

  beforeAll(async () => {
    served = await Served.start()
    await served.setUp()
    mine = { Authorization: `Bearer ${await served.token()}` }
    for (let n = 1; n <= 30; n += 1) {
      await ask('POST', '/cases', { kind: 'complaint', channel: 'phone', complainant: { kind: 'anonymous', reason: 'not_given' }, texts: { subject: `Number ${n}`, verbatim: 'It does not work.' } })
    }
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })
  beforeEach(async () => {
    person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet)
    desk = new Desk(person)
  })
  afterEach(() => person.leave())

  const held = async (where: string) => expect.poll(async () => (await focus(person.page)).lost, { message: `focus after ${where}` }).toBe(false)
  const signIn = async () => {
    const { page } = person
    await page.goto('/sign-in')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('autocomplete'))).toBe('username')
    await page.keyboard.type(admin.login)
    await page.keyboard.press('Tab')
    await page.keyboard.type(admin.password)
    await page.keyboard.press('Enter')
    await page.locator('#main').waitFor()
    await held('signing in')
  }
  const inbox = async () => {
    const { page } = person
    await page.goto('/inbox/all_open')
    await page.getByRole('list', { name: 'All open' }).getByRole('listitem').first().waitFor()
  }

  test('signs in, goes about, opens, answers, notes, pauses, resolves, and comes back to the same place', { timeout: 240_000 }, async () => {
    const { page } = person
    await signIn()
    await page.keyboard.press('g')
    await page.keyboard.press('i')
    await page.waitForURL(/\/inbox/)
    await held('going to the inbox')

    // The sheet of keys and the palette open, and give the focus back.
    await page.keyboard.press('?')
    await desk.dialog('Keyboard shortcuts').waitFor()
    await page.keyboard.press('Escape')
    await desk.dialog('Keyboard shortcuts').waitFor({ state: 'detached' })
    await held('the sheet of keys')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search or run' }).waitFor()
    await page.keyboard.type('inbox')
    await page.getByRole('option', { name: /Inbox/ }).first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: 'Search or run' }).waitFor({ state: 'detached' })
    await held('the palette')

    await inbox()
    const list = page.getByRole('list', { name: 'All open' })
    for (let n = 0; n < 18; n += 1) await page.keyboard.press('j')
    await page.keyboard.press('k')
    const scrolled = () => list.evaluate((ul) => ul.parentElement?.scrollTop ?? 0)
    await expect.poll(scrolled).toBeGreaterThan(300)
    const place = await scrolled()
    await page.keyboard.press('x')
    await page.getByText('1 selected').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('1 selected').waitFor({ state: 'detached' })
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/inbox\/all_open\/\w{13}/)
    const id = page.url().split('/').at(-1) ?? ''
    await page.getByText('Came in by Phone').waitFor()
    await held('opening a case')

    // A draft stays while one looks at the next case and comes back.
    const box = await desk.writer('Reply')
    await page.keyboard.type('We are on our way.')
    await page.getByText('Draft saved').waitFor()
    await page.keyboard.press('Escape')
    await held('leaving the editor')
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => page.url()).not.toContain(id)
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => page.url()).toContain(id)
    await expect.poll(() => box.textContent()).toBe('We are on our way.')
    await page.keyboard.press('u')
    await page.waitForURL(/\/inbox\/all_open$/)
    await held('going back')
    expect(Math.abs((await scrolled()) - place)).toBeLessThan(80)
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(id))
    await expect.poll(() => box.textContent()).toBe('We are on our way.')

    // Said; a note beside it.
    await page.getByText('Came in by Phone').waitFor()
    await desk.writer('Reply')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/Sent in \d+ s/).waitFor()
    await held('sending')
    await desk.writer('Note')
    await page.keyboard.type('The key is with the neighbour.')
    await page.keyboard.press('Control+Enter')
    await page.getByText('The key is with the neighbour.').first().waitFor()
    await held('the note')

    // Waits and goes on, by menu and palette.
    await desk.act('Pause')
    await desk.dialog('Pause').waitFor()
    // One begins at the first reason that may be given.
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('radio')
    await page.keyboard.press('Space')
    await desk.dialog('Pause').getByRole('radio', { checked: true }).waitFor()
    await desk.send('Pause')
    await expect.poll(async () => (await now(id)).status).toMatch(/waiting|inspection|force|hold/)
    await held('the pause')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Resume')
    await page.getByRole('option', { name: 'Resume' }).first().waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await now(id)).status).not.toMatch(/waiting|inspection|force|hold/)

    // What may not be done by its key says why.
    await page.keyboard.press('e')
    await page.getByText('Category and severity are both needed.').first().waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    await held('a refused key')
  })

  test('Tab goes through a case and its dialog, and where one is can be seen', async () => {
    const { page } = person
    await signIn()
    await inbox()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByText('Came in by Phone').waitFor()
    const walk = async (steps: number) => {
      const unseen: string[] = []
      for (let n = 0; n < steps; n += 1) {
        await page.keyboard.press('Tab')
        const at = await focus(page)
        if (!at.lost && !at.seen) unseen.push(at.what)
      }
      return unseen
    }
    expect(await walk(45)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('p')
    await desk.dialog('Classify').waitFor()
    expect(await walk(16)).toEqual([])
    // The dialog holds the focus, and gives it back to where it was.
    expect(await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true)
    await page.keyboard.press('Escape')
    await desk.dialog('Classify').waitFor({ state: 'detached' })
    await held('the dialog')
  })

  test('an input method at work triggers nothing and sends nothing', async () => {
    const { page } = person
    await signIn()
    await inbox()
    const line = await person.context.newCDPSession(page)
    /** A key that the input method took: the page only hears 229. */
    const taken = async (code: string, modifiers = 0) => {
      for (const type of ['rawKeyDown', 'keyUp'] as const) await line.send('Input.dispatchKeyEvent', { type, key: 'Process', code, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229, modifiers })
    }
    const compose = (text: string) => line.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    const commit = (text: string) => line.send('Input.insertText', { text })

    // In the list.
    for (const key of ['KeyJ', 'Enter', 'KeyC', 'KeyS', 'KeyX', 'Slash']) await taken(key)
    expect(page.url()).toMatch(/all_open$/)
    expect(await page.getByRole('dialog').count()).toBe(0)

    // In the palette: Enter chooses the candidate, and runs nothing.
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('combobox', { name: 'Search or run' })
    await palette.waitFor()
    await compose('shezhi')
    await taken('Enter')
    expect(await palette.isVisible()).toBe(true)
    await commit('设置')
    await expect.poll(() => palette.inputValue()).toBe('设置')
    await page.keyboard.press('Escape')
    await palette.waitFor({ state: 'detached' })

    // In the call that is taken down: Mod+Enter while composing saves nothing.
    await page.keyboard.press('c')
    await desk.dialog('New case').waitFor()
    await page.getByRole('textbox', { name: 'Subject' }).focus()
    await compose('baoguo')
    await taken('Enter', 2)
    await commit('包裹')
    await page.getByRole('textbox', { name: /customer’s words/ }).focus()
    await compose('wanle')
    await taken('Enter', 2)
    expect(await desk.dialog('New case').isVisible()).toBe(true)
    await commit('晚了')
    expect(await page.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('包裹')
    await page.keyboard.press('Escape')
    await desk.dialog('New case').waitFor({ state: 'detached' })

    // In the answer: neither Enter nor Mod+Enter sends, `/` of a composition asks for nothing.
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByText('Came in by Phone').waitFor()
    const box = await desk.writer('Reply')
    await compose('nihao')
    await taken('Enter')
    await taken('Enter', 2)
    await taken('Escape')
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
    await commit('您好')
    await expect.poll(() => box.textContent()).toBe('您好')
    expect(await box.evaluate((e) => e === document.activeElement)).toBe(true)
    await page.keyboard.press('Escape')

    // In a dialog.
    await desk.act('Log contact')
    await desk.dialog('Log contact').waitFor()
    await taken('Enter', 2)
    expect(await desk.dialog('Log contact').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
  })
})
