import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asker, Desk, quiet } from './desk'
import { axe, closeBrowser, Person, Served, shot } from './harness'

// Live chat from both sides: a page of another origin under a strict policy carries the widget, an agent answers at the
// desk. The line breaks in between, and nothing is lost or said twice.

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const always = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** A shop's page: nothing of ours is allowed but the script and its connections. */
function shop(of: () => { base: string; language: string }): Promise<Server> {
  const server = createServer((asked, answer) => {
    if (asked.url !== '/') return void answer.writeHead(204).end()
    const { base, language } = of()
    answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': `default-src 'none'; script-src ${base}; connect-src ${base}` })
    answer.end(`<!doctype html><html lang="${language}"><head><meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title></head><body><main><h1>Shop</h1><p>Washing machines.</p></main><script src="${base}/widget.js" data-language="${language}" async></script></body></html>`)
  })
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)))
}

describe('live chat', () => {
  let served: Served
  let page: Server
  let at: string
  let unit: { id: string }
  let language = 'en'
  let ask: ReturnType<typeof asker>
  const gone: Person[] = []

  beforeAll(async () => {
    served = await Served.start()
    await served.setUp()
    const mine = { Authorization: `Bearer ${await served.token()}` }
    ask = asker(served, () => mine)
    page = await shop(() => ({ base: served.base, language }))
    at = `http://127.0.0.1:${(page.address() as AddressInfo).port}`
    await ask('PUT', '/chat-settings', { origins: [at], most_at_once: 5 })
    unit = (await ask<{ id: string }[]>('GET', '/units'))[0] as { id: string }
  })
  afterAll(async () => {
    await closeBrowser()
    page.close()
    await served.end()
  })
  beforeEach(() => opens(always))
  afterEach(async () => {
    for (const one of gone.splice(0)) await one.leave()
  })

  const opens = (days: string[]) =>
    ask('PUT', `/units/${unit.id}/calendar`, { calendar: { kind: 'business_hours', zone: 'Asia/Shanghai', week: Object.fromEntries(days.map((day) => [day, [['00:00', '24:00']]])) } })

  async function visit(look: Parameters<typeof Person.arrive>[1]): Promise<Person> {
    const visitor = await Person.arrive(served, look)
    gone.push(visitor)
    language = look?.language ?? 'en'
    // The shop's own page is another origin, and what is cut off is logged by the browser.
    visitor.expected.push(new RegExp(`request off the origin: ${at}/`), /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|ERR_FAILED|ERR_EMPTY|ERR_INCOMPLETE|ERR_NETWORK/)
    await visitor.page.goto(at)
    return visitor
  }

  test('a visitor writes, an agent takes it and answers, the line breaks, and it ends as it should', async () => {
    const visitor = await visit({ language: 'en' })
    const agent = await Person.arrive(served, { language: 'en' })
    gone.push(agent)
    agent.expected.push(...quiet)
    const widget = visitor.page.getByRole('dialog')
    await visitor.page.getByRole('button', { name: 'Chat with us' }).click()
    await widget.getByText('Hello! How can we help?').waitFor()
    await axe(visitor.page)
    await shot(visitor.page, 'chat-hello')
    const write = widget.getByRole('textbox', { name: 'Message' })
    await write.fill('The drum makes a loud noise')
    await write.press('Enter')
    await widget.getByText('You are next. How long it takes is not known yet.').waitFor()

    // The agent sees who waits, switches themselves on, is asked, and takes it.
    await agent.enter('/chats')
    await agent.page.getByRole('link', { name: 'The drum makes a loud noise' }).waitFor()
    await agent.page.getByRole('switch', { name: 'Available for chat' }).click()
    await agent.page.getByText('For you', { exact: true }).waitFor()
    await agent.page.getByText('A visitor for you: The drum makes a loud noise').waitFor()
    await axe(agent.page)
    await shot(agent.page, 'chat-desk')
    await agent.page.getByRole('button', { name: 'Take' }).click()
    const desk = new Desk(agent)
    await desk.ready()
    await widget.getByText('You are talking to our team.').waitFor()
    const bar = agent.page.getByRole('group', { name: 'Live chat' })

    // Typing is seen on both sides, and an answer is there at once.
    await write.pressSequentially('It began yest')
    await bar.getByText('The visitor is typing…').waitFor()
    await agent.page.keyboard.press('r')
    const reply = agent.page.getByRole('textbox', { name: 'Reply' })
    await reply.pressSequentially('Is it level on the floor?')
    await widget.getByText('Somebody is typing…').waitFor()
    await agent.page.keyboard.press('Control+Enter')
    await widget.getByText('Is it level on the floor?').waitFor()
    await write.fill('It began yesterday')
    await write.press('Enter')
    await agent.page.getByText('It began yesterday').waitFor()
    await widget.getByText(/Read$/).waitFor()

    // The line breaks on the visitor's side; what is written meanwhile, on both sides, comes through once.
    await visitor.context.setOffline(true)
    await write.fill('Yes, it is level')
    await write.press('Enter')
    await widget.getByText('Sending…').waitFor()
    const number = ((await ask<{ id: string }[]>('GET', '/cases?limit=1'))[0] as { id: string }).id
    await ask('POST', `/cases/${number}/messages`, { direction: 'outbound', channel: 'chat', text: 'We will send somebody.' })
    await visitor.context.setOffline(false)
    await widget.getByText('We will send somebody.').waitFor()
    await expect.poll(() => widget.getByText('Sending…').count()).toBe(0)
    expect(await widget.getByText('Yes, it is level', { exact: true }).count()).toBe(1)

    // Who closes the page while a message is on its way finds it sent when they come back, once.
    await visitor.page.route('**/visit/messages', (route) => route.abort())
    await write.fill('It is the large one')
    await write.press('Enter')
    await widget.getByText('Sending…').waitFor()
    await visitor.page.unroute('**/visit/messages')
    await visitor.page.reload()
    await visitor.page.getByRole('button', { name: 'Chat with us' }).click()
    await agent.page.getByText('It is the large one').waitFor()
    expect(await widget.getByText('It is the large one', { exact: true }).count()).toBe(1)

    // The server goes away and comes back.
    agent.expected.push(/ERR_|status of 50/)
    await served.stop()
    await write.fill('Thank you!')
    await write.press('Enter')
    await widget.getByText('No connection. What you write is sent when it is back.').waitFor()
    await served.again()
    await expect.poll(() => widget.getByText('Sending…').count(), { timeout: 40_000 }).toBe(0)
    await agent.page.getByText('Thank you!').waitFor()
    await shot(visitor.page, 'chat-talk')
    await visitor.page.emulateMedia({ colorScheme: 'dark' })
    await axe(visitor.page)
    await shot(visitor.page, 'chat-dark')
    await shot(agent.page, 'chat-case')

    // A picture is painted under the page's policy.
    await visitor.page.locator('input[type=file]').setInputFiles({ name: 'drum.png', mimeType: 'image/png', buffer: png })
    await widget.getByRole('img', { name: 'drum.png' }).waitFor()

    // The agent asks; the visitor permits it, and rates.
    await bar.getByRole('button', { name: 'All done?' }).click()
    await widget.getByRole('button', { name: 'Yes, end it' }).click()
    await widget.getByText('The chat has ended. You can still write here.').waitFor()
    await bar.getByText("Ended with the visitor's permission").waitFor()
    await axe(visitor.page)
    await widget.getByRole('button', { name: '5 stars' }).click()
    await widget.getByText('Thank you for your rating.').waitFor()

    // Who comes back finds what was said.
    await visitor.page.reload()
    await visitor.page.getByRole('button', { name: 'Chat with us' }).click()
    await widget.getByText('Yes, it is level').waitFor()
    expect(await widget.getByRole('button', { name: '5 stars' }).count()).toBe(0)
  })

  test('an agent sees why a machine gave a visit to a human', async () => {
    const visitor = await visit({ language: 'en' })
    const widget = visitor.page.getByRole('dialog')
    await visitor.page.getByRole('button', { name: 'Chat with us' }).click()
    const write = widget.getByRole('textbox', { name: 'Message' })
    await write.fill('What does the blinking light mean?')
    await write.press('Enter')
    const waits = async () => (await ask<{ chats: { id: string; case: string; state: string; subject: string | null }[] }>('GET', '/chats')).chats.find((c) => c.subject?.startsWith('What does the blinking'))
    await expect.poll(waits).toBeTruthy()
    const chat = (await waits()) as { id: string; case: string }
    await ask('POST', `/chats/${chat.id}/handoff`, { age_years: 71, unknown_answers: 1 })
    const agent = await Person.arrive(served, { language: 'en' })
    gone.push(agent)
    agent.expected.push(...quiet)
    await agent.enter('/chats')
    await agent.page.getByText('handed off to a human: No known answer, Elderly').waitFor()
    await axe(agent.page)
    await shot(agent.page, 'chat-handed-off')
    await agent.page.getByRole('link', { name: 'What does the blinking light mean?' }).click()
    await agent.page.getByRole('group', { name: 'Live chat' }).getByText('handed off to a human: No known answer, Elderly').waitFor()
    await axe(agent.page)
    await shot(agent.page, 'chat-handed-off-case')
  })

  test('the administrator names the pages that may use it, and copies the line to paste', async () => {
    const admin = await Person.arrive(served, { language: 'en' })
    gone.push(admin)
    admin.expected.push(...quiet, /status of 422.*\/chat-settings$/)
    await admin.enter('/admin/chat')
    const origins = admin.page.getByRole('textbox', { name: 'Pages that may use it' })
    await expect.poll(() => origins.inputValue()).toBe(at)
    await origins.fill(`${at}\nshop`)
    await admin.page.getByRole('button', { name: 'Save' }).click()
    await admin.page.getByText('This is no address of a site, such as https://shop.example. shop').waitFor()
    await origins.fill(`${at}\nhttps://shop.example`)
    await admin.page.getByRole('button', { name: 'Save' }).click()
    await admin.page.getByText('Saved').waitFor()
    await admin.page.getByText(`<script src="${served.base}/widget.js"`).waitFor()
    await axe(admin.page)
    await shot(admin.page, 'chat-admin')
  })

  test('on a telephone at night a message is left, with a promised time', async () => {
    const today = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'Asia/Shanghai' }).format(new Date()).toLowerCase()
    const later = always[(always.indexOf(today) + 3) % 7] as string
    await opens([later])
    const visitor = await visit({ language: 'zh-Hans', phone: true, theme: 'dark' })
    const widget = visitor.page.getByRole('dialog')
    await visitor.page.getByRole('button', { name: '在线客服' }).tap()
    await widget.getByText(/现在是非工作时间，.*恢复服务/).waitFor()
    await widget.getByRole('textbox', { name: '消息' }).fill('洗衣机漏水')
    await widget.getByLabel('邮箱或电话').fill('13800138000')
    await shot(visitor.page, 'chat-phone-night')
    await widget.getByRole('button', { name: '发送' }).tap()
    await widget.getByText('我们已收到您的留言。').waitFor()
    await widget.getByText(/我们会在 .* 前回复您。/).waitFor()
    await axe(visitor.page)
    await shot(visitor.page, 'chat-phone-left')
  })
})
