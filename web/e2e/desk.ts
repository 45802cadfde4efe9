import { expect } from 'vitest'
import type { Person, Served } from './harness'

// What a person does at the desk of a case, by the names on the screen; and what the API says about it.

/** Asked for, and not there: who is signed in, a draft that nobody began, a mark of what was read, an earlier case. */
export const quiet = [/status of 401.*\/api\/v1\/me$/, /status of 404.*\/earlier\?/]

export interface CaseNow {
  id: string
  number: string
  version: number
  stage: string
  status: string
  priority: string
  handler: string | null
  owner: { kind: string; id: string }
  transfer: unknown
  counts: { outbound: number; notes: number }
  classification: { priority?: string; severity?: string; category?: string }
}

/** The API by somebody's token; whatever is not a success fails the test. */
export const asker =
  (served: Served, headers: () => Record<string, string>) =>
  async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await served.ask(method, path, body, headers())
    expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    return answer.body as T
  }

export class Desk {
  constructor(readonly person: Person) {}

  get page() {
    return this.person.page
  }

  dialog(name: string) {
    return this.page.getByRole('dialog', { name })
  }

  /** Opens a case by its number or id and waits until it can be worked on. */
  async open(id: string): Promise<void> {
    await this.page.goto(`/cases/${id}`)
    await this.ready()
  }

  /** A case is there and can be worked on. */
  async ready(): Promise<void> {
    await this.page.getByRole('heading', { level: 1 }).waitFor()
    await this.page.getByRole('button', { name: 'All actions' }).waitFor()
  }

  /** Chooses an action in the menu, by keyboard, typing its name. */
  async act(name: string): Promise<void> {
    const box = this.page.getByRole('combobox', { name: 'All actions' })
    // Keys wait while a dialog is still going away.
    await this.page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(async () => (await box.isVisible()) || (await this.page.keyboard.press('s').then(() => box.isVisible())), { timeout: 10_000 }).toBe(true)
    await box.fill(name)
    // What the server allows is asked anew after each decision.
    await this.page.getByRole('option', { name, disabled: false }).first().waitFor()
    await this.page.keyboard.press('Enter')
  }

  /** Sends the dialog that is open, and waits until it is gone. */
  async send(name: string): Promise<void> {
    await this.page.keyboard.press('Control+Enter')
    await this.dialog(name).waitFor({ state: 'detached' })
  }

  /** Begins to write; the box that has the focus. */
  async writer(name: 'Reply' | 'Note', key: 'r' | 'n' = name === 'Reply' ? 'r' : 'n') {
    await this.page.keyboard.press(key)
    const box = this.page.getByRole('textbox', { name, exact: true })
    await box.waitFor()
    await expect.poll(() => box.evaluate((e) => e === document.activeElement)).toBe(true)
    return box
  }

  /** What was written leaves after its seconds of grace. */
  async gone(): Promise<void> {
    await this.page.getByText(/Sent in \d+ s/).waitFor()
    await this.page.getByText(/Sent in \d+ s|Sending…/).waitFor({ state: 'detached', timeout: 25_000 })
  }
}
