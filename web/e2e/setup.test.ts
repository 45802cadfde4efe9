import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { admin, axeBoth, closeBrowser, Person, Served, shot } from './harness'

describe('the first run', () => {
  let served: Served
  let person: Person
  beforeAll(async () => {
    served = await Served.start()
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })
  beforeEach(async () => {
    person = await Person.arrive(served, { language: 'zh-Hans' })
    person.expected.push(/status of 401.*\/api\/v1\/me$/)
  })
  afterEach(() => person.leave())

  test('a link that is none leads nowhere and says what to do', async () => {
    person.expected.push(/status of (4\d\d).*\/setup\/check$/)
    await person.page.goto('/setup#bh_nothing')
    await person.page.getByText('此设置链接已失效').waitFor()
    await axeBoth(person)
  })

  test('the printed link leads through the wizard to a working console', async () => {
    const { page } = person
    const next = () => page.getByRole('button', { name: '下一步' }).click()
    await page.goto(`/setup#${served.setupLink}`)
    await page.getByRole('heading', { name: '选择语言' }).waitFor()
    await axeBoth(person)
    await page.getByRole('radio', { name: '繁體中文' }).click()
    await page.getByRole('heading', { name: '選擇語言' }).waitFor()
    await page.getByRole('radio', { name: '简体中文' }).click()
    await next()

    await page.getByLabel('姓名').fill(admin.name)
    await page.getByLabel('登录名').fill(admin.login)
    await page.getByLabel('密码', { exact: true }).fill('short')
    await page.getByLabel('再次输入密码').fill('other')
    await page.getByText('两次输入不一致').waitFor()
    await axeBoth(person)
    await page.getByLabel('再次输入密码').fill('short')
    await next()

    await page.getByLabel('公司名称').fill(admin.company)
    const zone = page.getByLabel('时区')
    await zone.getByText('Asia/Shanghai').waitFor()
    await zone.click()
    await page.getByPlaceholder('搜索').fill('Urumqi')
    await page.getByRole('option', { name: 'Asia/Urumqi' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await axeBoth(person)
    await next()

    await page.getByRole('radio', { name: /汽车特约服务站网络/ }).click()
    await page.getByRole('button', { name: '调查中' }).click()
    await axeBoth(person)
    await shot(page, 'setup-policy')
    await next()

    expect(await page.getByLabel('名称').first().inputValue()).toBe('客服部')
    await page.getByRole('button', { name: '在“客服部”下新增' }).click()
    await page.keyboard.type('热线组')
    await axeBoth(person)
    await shot(page, 'setup-units')
    await next()

    await page.getByText('填入演示数据').click()
    await axeBoth(person)
    await page.getByRole('button', { name: '开始使用' }).click()

    // The server knows what a good password is, and the wizard goes back to the step that can mend it.
    await page.getByRole('alert').getByText('至少').waitFor()
    person.expected.push(/status of 422.*\/api\/v1\/setup$/)
    await page.getByLabel('密码', { exact: true }).fill(admin.password)
    await page.getByLabel('再次输入密码').fill(admin.password)
    for (let step = 0; step < 4; step++) await next()
    await page.getByRole('button', { name: '开始使用' }).click()

    await page.getByText(/已生成 [\d,]+ \/ [\d,]+ 个工单/).waitFor()
    await axeBoth(person)
    await shot(page, 'setup-demo')
    await page.getByRole('button', { name: '进入收件箱' }).click()
    await page.locator('#main').waitFor()
    const token = await served.token()
    const units = (await served.ask('GET', '/units?limit=200', undefined, { Authorization: `Bearer ${token}` })).body as { name: string }[]
    expect(units.map((u) => u.name)).toEqual(expect.arrayContaining([admin.company, '客服部', '热线组', '第一服务站']))
    const about = (await served.ask('GET', '/about')).body as { time_zone: string; set_up: boolean }
    expect(about).toMatchObject({ time_zone: 'Asia/Urumqi', set_up: true })
  })
})
