import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asker, quiet } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// The customer's side: the whole way on a telephone in Chinese, a shorter one at a desk in English.

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

interface Case {
  id: string
  number: string
  stage: string
  course: { proposals: { id: string }[] }
}

describe('the portal', () => {
  let served: Served
  let person: Person
  let ask: ReturnType<typeof asker>

  beforeAll(async () => {
    served = await Served.start()
    await served.setUp()
    const mine = { Authorization: `Bearer ${await served.token()}` }
    ask = asker(served, () => mine)
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })
  afterEach(() => person.leave())

  const newest = async (): Promise<Case> => (await ask<Case[]>('GET', '/cases?limit=1'))[0] as Case

  describe('on a telephone', () => {
    beforeEach(async () => {
      person = await Person.arrive(served, { language: 'zh-Hans', phone: true })
      // A browser logs what the server refuses.
      person.expected.push(/status of 422.*\/portal\/cases$/)
    })

    test('submits with a picture, follows, accepts, confirms and rates', async () => {
      const { page } = person
      await page.goto('/portal')
      await page.getByRole('heading', { name: '需要什么帮助？' }).waitFor()
      await axeBoth(person)
      await shot(page, 'portal-home')
      await page.getByRole('link', { name: /^投诉/ }).tap()
      await page.getByRole('heading', { name: '投诉' }).waitFor()
      // What is missing is said at the field, and what was typed stays.
      await page.getByLabel('发生了什么？').fill('冰箱漏水，已经三天。\n打了两次电话没有人来。')
      await page.getByRole('group', { name: '希望的处理方式' }).getByLabel('维修').check()
      await page.getByRole('button', { name: '提交' }).tap()
      await page.getByRole('alert').getByText('请填写电话或电子邮箱').waitFor()
      await axeBoth(person)
      await page.reload()
      expect(await page.getByLabel('发生了什么？').inputValue()).toContain('冰箱漏水')
      await page.getByLabel('您希望如何解决？').fill('上门维修')
      await page.locator('input[type=file]').setInputFiles({ name: '漏水.png', mimeType: 'image/png', buffer: png })
      await page.getByRole('button', { name: '移除 漏水.png' }).waitFor()
      await page.getByLabel('姓名').fill('李雷')
      await page.getByLabel('电话', { exact: true }).fill('138 1234 5678')
      await shot(page, 'portal-form')
      await page.getByRole('button', { name: '提交' }).tap()
      await page.getByRole('heading', { name: '已收到，谢谢您。' }).waitFor()
      // The key left the address bar; the link to keep has it.
      expect(page.url()).not.toContain('bh_')
      expect(await page.getByLabel('工单链接').inputValue()).toMatch(/\/portal\/case#bh_[0-9a-f]{64}$/)
      await page.getByText(/我们将在 .+ 前答复您/).waitFor()
      await page.getByAltText('漏水.png').waitFor()
      await axeBoth(person)
      await shot(page, 'portal-taken')

      // The other side of the counter.
      const { id } = await newest()
      const at = (what: string) => `/cases/${id}${what}`
      expect((await ask<{ course: { wished: string[] } }>('GET', `/cases/${id}`)).course.wished).toEqual(['repair'])
      const me = await ask<{ user: string }>('GET', '/me')
      await ask('PUT', at('/classification'), { classification: { category: 'product_quality', severity: 'general' } })
      await ask('PUT', at('/handler'), { handler: me.user })
      await ask('POST', at('/contacts'), { channel: 'phone', result: 'reached' })
      await ask('POST', at('/messages'), { direction: 'outbound', text: '请问漏水处在冷藏室还是冷冻室？', roles: ['question'] })
      await ask('POST', at('/pause'), { reason: 'waiting_customer' })
      await page.reload()
      await page.getByRole('heading', { name: '需要您的回复' }).waitFor()
      await page.getByLabel('补充说明').fill('冷藏室。')
      await page.getByRole('button', { name: '发送' }).tap()
      await page.getByRole('heading', { name: '需要您的回复' }).waitFor({ state: 'detached' })
      await ask('POST', at('/findings'), { text: '门封老化。' })
      await ask('POST', at('/proposals'), { text: '两日内上门更换门封，免费。', remedies: ['repair'], promised_at: new Date(Date.now() + 2 * 86_400_000).toISOString() })
      await page.reload()
      await page.getByRole('heading', { name: '我们的解决方案' }).waitFor()
      await page.getByText('我们检查并修复问题。').waitFor()
      await axeBoth(person)
      await shot(page, 'portal-proposal')
      await page.getByRole('button', { name: '接受', exact: true }).tap()
      await page.getByText('接受了方案').waitFor()
      expect((await ask<Case>('GET', at(''))).stage).toBe('agreed')
      await ask('POST', at('/execution'), {})
      await ask('POST', at('/resolution'), { text: '门封已更换。', remedies: ['repair'] })
      await page.reload()
      await page.getByRole('button', { name: '已解决', exact: true }).tap()
      await page.getByText('确认已解决').waitFor()
      // Outcome and handling apart, and whether they would come back (S2-30, S3-34).
      await page.getByRole('group', { name: '您对处理结果满意吗？' }).getByText('4 分（满分 5 分）').locator('..').tap()
      await page.getByRole('group', { name: '您对处理过程满意吗？' }).getByText('5 分（满分 5 分）').locator('..').tap()
      await page.getByRole('group', { name: '您会再次选择我们吗？' }).getByLabel('会', { exact: true }).tap()
      await page.getByLabel(/什么建议/).fill('师傅很专业')
      await axeBoth(person)
      await shot(page, 'portal-survey')
      await page.getByRole('button', { name: '提交评分' }).tap()
      await page.getByText('您的评分：4 分').waitFor()
      await shot(page, 'portal-done')
      const timeline = JSON.stringify(await ask('GET', at('/timeline?limit=200')))
      expect(timeline).toContain('"stars":4')
      expect(timeline).toContain('"process":5')
      expect(timeline).toContain('"would_return":true')
      expect(timeline).toContain('师傅很专业')
    })

    test('without a network nothing that was written is lost', async () => {
      const { page } = person
      person.expected.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
      await page.goto('/portal/submit?kind=suggestion&product=X1')
      await page.getByLabel('发生了什么？').fill('希望有夜间服务')
      await page.getByLabel('电话', { exact: true }).fill('13812345679')
      await person.context.setOffline(true)
      await page.getByRole('button', { name: '提交' }).tap()
      await page.getByRole('alert').getByText('网络不通').waitFor()
      await person.context.setOffline(false)
      await page.getByRole('button', { name: '提交' }).tap()
      await page.getByRole('heading', { name: '已收到，谢谢您。' }).waitFor()
    })
  })

  test('at a desk: a link from staff opens the case, a link taken back does not', async () => {
    person = await Person.arrive(served, { language: 'en', theme: 'dark' })
    person.expected.push(/status of 401.*\/portal\/case$/)
    const { page } = person
    const customer = await ask<{ id: string }>('POST', '/customers', { name: 'Ada', phone: '13900001111' })
    const made = await ask<Case>('POST', '/cases', { kind: 'complaint', channel: 'phone', complainant: { kind: 'customer', id: customer.id }, texts: { subject: 'The door does not close', verbatim: 'It never did.', demand: 'Repair it' } })
    await ask('POST', `/cases/${made.id}/messages`, { direction: 'outbound', format: 'html', text: '<p>We are <b>looking</b> into it.<script>alert(1)</script></p>' })
    // The agent makes it beside the case.
    const agent = await Person.arrive(served, { language: 'en' })
    agent.expected.push(...quiet)
    await agent.enter(`/cases/${made.id}`)
    await agent.page.getByRole('button', { name: 'Link for the customer' }).click()
    const link = await agent.page.getByLabel('Link to the case in the portal').inputValue()
    expect(await agent.page.evaluate(() => navigator.clipboard.readText())).toBe(link)
    await page.goto(link)
    await page.getByRole('heading', { name: 'The door does not close' }).waitFor()
    expect(page.url()).not.toContain('bh_')
    await page.getByText('looking', { exact: true }).waitFor()
    await axeBoth(person)
    await shot(page, 'portal-case-dark')
    await page.getByRole('button', { name: 'Take the case back' }).click()
    await page.getByRole('button', { name: 'Yes, take it back' }).click()
    await page.getByText('The case is closed: taken back.').waitFor()
    await agent.page.getByRole('button', { name: 'Take links back' }).click()
    await agent.page.getByRole('dialog').getByRole('button', { name: 'Take links back' }).click()
    await agent.page.getByText('No link opens the case any more').waitFor()
    await agent.leave()
    await page.reload()
    await page.getByRole('alert').getByText('This link is no longer good').waitFor()
    await page.getByRole('link', { name: 'Follow a case' }).click()
    await page.getByRole('heading', { name: 'Follow a case' }).waitFor()
    // The same answer for a number that is there and for one that is not.
    for (const number of [made.number, '2611-0000-0000-0']) {
      await page.getByLabel('Case number').fill(number)
      await page.getByLabel('Telephone or e-mail you gave').fill('13900001111')
      await page.getByRole('button', { name: 'Send the code' }).click()
      await page.getByText('If number and contact fit together').waitFor()
      await page.getByLabel(/^Code/).fill('000000')
      await page.getByRole('button', { name: 'Open the case' }).click()
      await page.getByRole('alert').getByText('The code is wrong or too old').waitFor()
      person.expected.push(/status of 422.*\/portal\/keys$/)
      await page.getByRole('button', { name: 'Other number or contact' }).click()
    }
    await axeBoth(person)
    await page.getByLabel('Language').selectOption('zh-Hant')
    await page.getByRole('heading', { name: '查詢進度' }).waitFor()
  })
})
