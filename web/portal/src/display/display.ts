import type { components } from '../../../console/src/api/schema'
import './display.css'

// The number display of a shop: figures that one reads across a room, in Chinese and English at once, asked for every few
// seconds. A line that breaks leaves what was last known standing, and says so.
type Display = components['schemas']['CounterDisplay']
const EVERY_MS = 3_000
const key = location.pathname.split('/')[2] ?? ''
const at = (id: string): HTMLElement => document.getElementById(id) as HTMLElement
const put = (id: string, text: string): void => {
  if (at(id).textContent !== text) at(id).textContent = text
}

function bilingual(id: string, chinese: string, english: string): void {
  const [a, b] = [document.createElement('span'), document.createElement('span')]
  a.textContent = chinese
  b.textContent = english
  b.lang = 'en'
  at(id).replaceChildren(a, ' ', b)
}

let last = ''
function show(now: Display): void {
  const [first, ...others] = now.called
  put('shop', [now.company, now.shop].filter((name, n, all) => name && all.indexOf(name) === n).join(' · '))
  const said = JSON.stringify([now.called, now.next, now.waiting])
  if (said === last) return
  last = said
  put('now', first ? String(first.number) : '–')
  // A number called again lights up again.
  at('now').classList.remove('fresh')
  void at('now').offsetWidth
  if (first) at('now').classList.add('fresh')
  put('others', others.map((one) => one.number).join('  '))
  at('next').replaceChildren(...now.next.map((number) => Object.assign(document.createElement('li'), { textContent: String(number) })))
  bilingual('waiting', `${now.waiting} 位等候`, `${now.waiting} waiting`)
}

function trouble(chinese: string, english: string): void {
  bilingual('trouble', chinese, english)
  at('trouble').hidden = false
}

async function ask(): Promise<void> {
  try {
    const answer = await fetch(`/api/v1/displays/${key}`, { credentials: 'omit', cache: 'no-store' })
    if (answer.status === 404) {
      trouble('此地址已失效，请在柜台页面重新生成。', 'This address is no longer good. Make a new one at the counter.')
    } else if (answer.ok) {
      show((await answer.json()) as Display)
      at('trouble').hidden = true
    } else {
      trouble('连接中断，号码可能不是最新。', 'No connection. Numbers may be old.')
    }
  } catch {
    trouble('连接中断，号码可能不是最新。', 'No connection. Numbers may be old.')
  }
  setTimeout(() => void ask(), EVERY_MS)
}

const tick = (): void => put('clock', new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(new Date()))
tick()
setInterval(tick, 5_000)
void ask()
