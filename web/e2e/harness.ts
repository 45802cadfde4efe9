import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import axeCore from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { front } from './front'

declare global {
  interface Window {
    axe: typeof axeCore
  }
}

// The real program on a directory of its own, and Chromium before it. What every test must hold is asked in `leave`: no
// request off the origin, no error in the console, no breach of the page's policy.

const binary = resolve(process.env.BIHUAN_BIN ?? join(import.meta.dirname, '../../target/debug/bihuan'))
const pictures = join(import.meta.dirname, '../../docs/screenshots')

export const admin = { login: 'admin', password: 'correct horse battery', name: '管理员', company: '示例公司' }

function chromiumPath(): string {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  // The shell draws no window frame and needs a fifth less of a machine's time for the same pages.
  for (const name of ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim()
    } catch {
      continue
    }
  }
  throw new Error('no Chromium: run scripts/setup, or name one in CHROMIUM')
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.on('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? done(address.port) : failed(new Error('no port'))))
    })
  })
}

/** Somebody entered on the machine, with a role that reaches everywhere. */
export interface Someone {
  login: string
  password: string
  name: string
  role: string
}

const firstPassword = 'a password for the first day'

/** A PostgreSQL of its own beside a served directory: it lives as long as somebody holds its input open. */
async function postgres(): Promise<{ url: string; end: () => Promise<void> }> {
  const script = join(import.meta.dirname, '../../scripts/with-postgres')
  const child = spawn(script, ['sh', '-c', 'echo "$BIHUAN_TEST_POSTGRES"; cat >/dev/null'], { stdio: ['pipe', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()))
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const url = await new Promise<string>((done, failed) => {
    child.stdout.once('data', (piece: Buffer) => done(piece.toString().trim()))
    child.once('exit', () => failed(new Error(`no PostgreSQL: ${said}`)))
  })
  return {
    url,
    end: () => {
      child.stdin.end()
      return ended
    },
  }
}

type Engine = 'sqlite' | 'postgres'

/** What the servers of this file printed, by their addresses. */
const logs = new Map<string, string>()

// A build machine shows nothing but what is printed: of a test that failed, also at its first try, what the servers had to say.
afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const [at, log] of logs) {
    const lines = log.split('\n').filter((line) => /WARN|ERROR|panicked/.test(line))
    console.error(`${task.name}: ${at} warned ${lines.length} times\n${lines.slice(-30).join('\n')}`)
  }
})

/** A served directory of its own. */
export class Served {
  private constructor(
    readonly base: string,
    readonly setupLink: string | null,
    readonly folder: string,
    private readonly port: number,
    private process: ChildProcess,
    private readonly front: Server | null,
    /** What `serve` is told: where the data are, and more. */
    private readonly told: string[],
    private readonly database: { end: () => Promise<void> } | null,
  ) {}

  /** Starts it, with `cases` synthetic cases told beforehand, people of head office who may sign in, and more options of `serve`. */
  static async start(cases = 0, people: Someone[] = [], { engine = 'sqlite', more = [] }: { engine?: Engine; more?: string[] } = {}): Promise<Served> {
    if (!existsSync(binary)) throw new Error(`no ${binary}: cargo build -p bihuan-server, or name one in BIHUAN_BIN`)
    const folder = mkdtempSync(join(tmpdir(), 'bihuan-e2e-'))
    const database = engine === 'postgres' ? await postgres() : null
    const place = ['--data', folder, ...(database ? ['--database', database.url] : [])]
    if (cases > 0) execFileSync(binary, ['demo', ...place, '--cases', String(cases)], { stdio: 'ignore' })
    for (const { login, name, role } of people) {
      execFileSync(binary, ['admin', 'user', ...place, '--login', login, '--name', name, '--role', role], { input: firstPassword, stdio: ['pipe', 'ignore', 'ignore'] })
    }
    const port = await freePort()
    const told = [...place, ...more]
    const { process: child, link } = await Served.run(told, port)
    const shown = process.env.BIHUAN_DIST === '1' ? await freePort() : port
    const before = shown === port ? null : await front(shown, port)
    const served = new Served(`http://127.0.0.1:${shown}`, link, folder, port, child, before, told, database)
    for (const one of people) await served.settle(one)
    return served
  }

  /** Lets somebody who was entered on the machine choose their password, as the first sign-in asks. */
  private async settle(one: Someone): Promise<void> {
    const session = await this.ask('POST', '/session', { login: one.login, password: firstPassword })
    const cookie = session.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ')
    const { csrf } = session.body as { csrf: string }
    const answer = await this.ask('PUT', '/me/password', { current: firstPassword, new: one.password }, { cookie, 'X-CSRF-Token': csrf })
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  }

  private static async run(told: string[], port: number): Promise<{ process: ChildProcess; link: string | null }> {
    const at = `127.0.0.1:${port}`
    const child = spawn(binary, ['serve', ...told, '--listen', at], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const hear = (piece: Buffer) => {
      said += piece.toString()
      logs.set(at, said)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    const until = Date.now() + 30_000
    for (;;) {
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then((r) => r.ok, () => false)
      if (ready) break
      if (child.exitCode !== null || Date.now() > until) throw new Error(`the server did not start:\n${said}`)
      await new Promise((done) => setTimeout(done, 50))
    }
    // What was printed before it was ready may arrive after.
    const { set_up } = (await fetch(`http://127.0.0.1:${port}/api/v1/about`).then((r) => r.json())) as { set_up: boolean }
    const link = () => /\/setup#(bh_[\w-]+)/.exec(said)?.[1] ?? null
    while (!set_up && !link() && Date.now() < until) await new Promise((done) => setTimeout(done, 20))
    return { process: child, link: link() }
  }

  /** Stops it; the data stay, so that `again` can go on. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return
    const ended = new Promise((done) => this.process.once('exit', done))
    this.process.kill('SIGTERM')
    await ended
  }

  /** Serves the same data at the same address again. */
  async again(): Promise<void> {
    this.process = (await Served.run(this.told, this.port)).process
  }

  /** Stops it and throws its data away. */
  async end(): Promise<void> {
    await this.stop()
    this.front?.closeAllConnections()
    this.front?.close()
    await this.database?.end()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** A request to the API without a browser. */
  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: never; headers: Headers }> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(`${this.base}/api/v1${path}`, { method, headers: { 'Content-Type': 'application/json', ...headers }, ...sent })
    const text = await answer.text()
    return { status: answer.status, body: (text ? JSON.parse(text) : null) as never, headers: answer.headers }
  }

  /** Sets it up over the API with `admin`, for tests that are about something else. */
  async setUp(policy = 'general'): Promise<void> {
    const { login, password, name, company } = admin
    const answer = await this.ask('POST', '/setup', { link: this.setupLink, login, password, name, company, policy })
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  }

  /** Enters somebody over the API, with a password of their own already: at a unit for what is there, else at head office for everything. */
  async enter(one: Someone, as: Record<string, string>, at?: string): Promise<string> {
    const units = (await this.ask('GET', '/units', undefined, as)).body as { id: string }[]
    const role = { role: one.role, unit: at ?? null, reach: at ? 'unit' : 'all' }
    const made = await this.ask('POST', '/users', { login: one.login, name: one.name, unit: at ?? units[0]?.id, password: firstPassword, roles: [role] }, as)
    expect(made.status, JSON.stringify(made.body)).toBeLessThan(300)
    await this.settle(one)
    return (made.body as { id: string }).id
  }

  /** A token of the administrator, for preparing things over the API. */
  async token(who: { login: string; password: string } = admin): Promise<string> {
    const session = await this.ask('POST', '/session', { login: who.login, password: who.password })
    const cookie = session.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ')
    const { csrf } = session.body as { csrf: string }
    const made = await this.ask('POST', '/tokens', { name: 'e2e' }, { cookie, 'X-CSRF-Token': csrf })
    return (made.body as { token: string }).token
  }
}

let browser: Browser | null = null

async function open(): Promise<Browser> {
  browser ??= await chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
  })
  return browser
}

/** Closes the browser of this file's tests. */
export async function closeBrowser(): Promise<void> {
  await browser?.close()
  browser = null
}

export interface Look {
  theme?: 'light' | 'dark'
  language?: 'zh-Hans' | 'zh-Hant' | 'en'
  phone?: boolean
}

/** One person's browser: its own cookies, watched. */
export class Person {
  readonly broken: string[] = []
  /** Failures a test means to happen: matched against what the browser logs. */
  readonly expected: RegExp[] = []

  private constructor(
    readonly served: Served,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async arrive(served: Served, look: Look = {}): Promise<Person> {
    const context = await (await open()).newContext({
      baseURL: served.base,
      viewport: look.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
      hasTouch: look.phone === true,
      isMobile: look.phone === true,
      colorScheme: look.theme ?? 'light',
      locale: { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-GB' }[look.language ?? 'en'],
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    context.setDefaultTimeout(30_000)
    const page = await context.newPage()
    const person = new Person(served, context, page)
    person.watch(page)
    return person
  }

  /** Another page (tab) of the same person. */
  async tab(): Promise<Page> {
    const page = await this.context.newPage()
    this.watch(page)
    return page
  }

  private watch(page: Page): void {
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(this.served.base) && !/^(data|blob|about):/.test(url)) this.broken.push(`request off the origin: ${url}`)
    })
    page.on('console', (message) => {
      if (message.type() === 'error') this.broken.push(`console: ${message.text()} ${message.location().url}`)
    })
    page.on('pageerror', (error) => this.broken.push(`error: ${error.stack ?? error.message}`))
  }

  /** Signs in through the page and waits for the frame. */
  async signIn(who: { login: string; password: string } = admin): Promise<void> {
    await this.page.goto('/sign-in')
    await this.page.locator('input[autocomplete=username]').fill(who.login)
    await this.page.locator('input[autocomplete=current-password]').fill(who.password)
    // A browser logs the 401 that tells the page nobody is signed in.
    this.expected.push(/status of 401.*\/api\/v1\/me$/)
    await this.page.locator('button[type=submit]').click()
    await this.page.locator('#main').waitFor()
  }

  /** Is signed in already and goes straight to a page: for tests that are about something else. */
  async enter(at = '/', who: { login: string; password: string } = admin): Promise<void> {
    const session = await this.served.ask('POST', '/session', { login: who.login, password: who.password })
    expect(session.status, JSON.stringify(session.body)).toBeLessThan(300)
    await this.context.addCookies(
      session.headers.getSetCookie().map((line) => {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/)
        return { name, value, url: this.served.base }
      }),
    )
    await this.page.goto(at)
    await this.page.locator('#main').waitFor()
  }

  /**
   * Ends the session while the next request that matches is under way. Ended before it, whatever else the page asks for would
   * open the dialog over what a test is about to press.
   */
  async endSessionAt(matches: string): Promise<void> {
    await this.page.route(
      matches,
      async (route) => {
        await this.context.clearCookies()
        await route.continue()
      },
      { times: 1 },
    )
  }

  /** Goes, and holds the page to what every test must hold. */
  async leave(): Promise<void> {
    // For looking at what a failed test saw last.
    const folder = process.env.BIHUAN_LAST
    if (folder) {
      const name = (expect.getState().currentTestName ?? 'test').replace(/[^\w]+/g, '-').slice(-80)
      for (const [n, page] of this.context.pages().entries()) await page.screenshot({ path: join(folder, `${name}-${Date.now() % 100_000}-${n}.png`) }).catch(() => undefined)
    }
    await this.context.close()
    expect(this.broken.filter((line) => !this.expected.some((e) => e.test(line)))).toEqual([])
  }
}

const areas = ['console', 'portal'].flatMap((program) => readdirSync(join(import.meta.dirname, '..', program, 'src/i18n/en'))).map((name) => name.replace('.json', ''))
const bareKey = new RegExp(`(?:^|[^\\w.])((?:${areas.join('|')})(?:\\.[a-zA-Z_]+){1,3})(?=$|[^\\w.])`, 'g')

/** No key stands where its words should: a page that names the wrong areas of words shows them. */
async function noBareKeys(page: Page): Promise<void> {
  // What a program is sent or answers is shown as it is, and may look like a key.
  const shown = await page.evaluate(() => [...document.querySelectorAll('pre')].reduce((text, pre) => text.replace(pre.innerText, ''), document.body.innerText))
  expect([...shown.matchAll(bareKey)].map((m) => m[1])).toEqual([])
}

/**
 * No serious or critical barrier on the page as it stands, and words instead of keys. `colours`: only what another theme
 * can change, for a page that was seen as a whole already.
 */
export async function axe(page: Page, colours = false): Promise<void> {
  await noBareKeys(page)
  // What fades or slides in is judged as it will stand; a colour that is inherited changes from element to element.
  await page.evaluate(async () => {
    for (let round = 0; round < 50; round += 1) {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      const moving = document.getAnimations().filter((a) => a.playState === 'running' && a.effect?.getComputedTiming().endTime !== Infinity)
      if (moving.length === 0) return
      for (const one of moving) one.finish()
    }
  })
  // Once for each document, and only what is wrong comes back: the judging is most of what a run of these tests costs.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeCore.source)
  const violations = await page.evaluate(
    async (rules) => {
      const { violations } = await window.axe.run(document, { resultTypes: ['violations'], ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}) })
      return violations.map(({ id, help, impact, nodes }) => ({ id, help, impact, nodes: nodes.map((n) => ({ html: n.html, any: n.any.map((c) => ({ message: c.message })) })) }))
    },
    colours ? ['color-contrast', 'link-in-text-block'] : null,
  )
  const bad = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')
  expect(bad.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 4).map((n) => `${n.html.slice(0, 200)} ${n.any.map((c) => c.message).join(' ')}`).join(' | ')}`)).toEqual([])
}

/** Sees the page in light and in dark. */
export async function axeBoth(person: Person): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await person.page.emulateMedia({ colorScheme })
    // The customers' pages follow the browser by their styles alone.
    await person.page.waitForFunction((dark) => /^\/(portal|display)/.test(location.pathname) || document.documentElement.classList.contains('dark') === dark, colorScheme === 'dark')
    await axe(person.page, colorScheme === 'dark')
  }
}

/** A picture for looking at, in the folder that BIHUAN_SHOTS names; without one, none. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.BIHUAN_SHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}

/** A picture of the documents: small enough for them, or the run fails. */
export async function picture(page: Page, name: string): Promise<void> {
  await shot(page, name)
  const line = await page.context().newCDPSession(page)
  const { data } = await line.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
  await line.detach()
  const bytes = Buffer.from(data, 'base64')
  expect(bytes.length, `${name}.webp is too large`).toBeLessThanOrEqual(150 * 1024)
  mkdirSync(pictures, { recursive: true })
  writeFileSync(join(pictures, `${name}.webp`), bytes)
}
