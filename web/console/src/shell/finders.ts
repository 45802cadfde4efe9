import { useRouter } from 'vue-router'
import { useI18n } from 'vue-i18n'
import { data } from '@/api/client'
import { ask, type Found } from '@/api/desk'
import { word } from '@/lib/codes'
import { type Command, useCommands, useFinder } from '@/lib/keys'
import { may } from '@/session'
import { recent } from './recent'

/** What the palette finds everywhere: cases by number or words, customers as far as one may see them, and what one had open. */
export function useFinders(): void {
  const router = useRouter()
  const { t } = useI18n()

  // Inside the inbox a case opens beside its list; elsewhere on a page of its own.
  const openCase = (id: string) => {
    const here = router.currentRoute.value
    if (here.name === 'inbox' || !router.hasRoute('case')) void router.push({ name: 'inbox', params: { view: here.params.view || 'all_open', case: id } })
    else void router.push({ name: 'case', params: { case: id } })
  }

  useFinder(async (words, stop): Promise<Command[]> => {
    if (!may('case.read')) return []
    const found = await data(ask<Found>('GET', '/api/v1/find', { params: { query: { q: words.slice(0, 200) } }, signal: stop }))
    const cases = found.cases.map((line) => ({
      id: `found.${line.id}`,
      name: `${line.number}  ${line.subject ?? ''}`,
      group: t('shell.palette.cases'),
      icon: 'i-lucide-ticket',
      also: word('Stage', line.stage),
      run: () => openCase(line.id),
    }))
    const customers = router.hasRoute('customer')
      ? found.customers.map((c) => ({
          id: `found.${c.id}`,
          name: [c.name, c.phone].filter(Boolean).join('  '),
          group: t('shell.palette.customers'),
          icon: 'i-lucide-contact-round',
          run: () => void router.push({ name: 'customer', params: { customer: c.id } }),
        }))
      : []
    return [...cases, ...customers]
  })

  useCommands(() =>
    recent.value.map((seen) => ({
      id: `recent.${seen.id}`,
      name: `${seen.number}  ${seen.subject ?? ''}`,
      group: t('shell.palette.recent'),
      icon: 'i-lucide-history',
      run: () => openCase(seen.id),
    })),
  )
}
