import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { answer, api, data } from '@/api/client'
import { language } from '@/i18n'
import { word } from '@/lib/codes'
import { codeWord } from '@/pages/inbox/fields'
import { useCategories, useUnits } from '@/pages/inbox/names'
import { everyPage } from '../parts/pages'
import { type Action, type Condition, type OwnField, spanOf, subjects, type Trigger } from './rule'

/** Says rules as sentences: names for the people, units, categories and fields of which they hold the codes. */
export function useSaying() {
  const { t } = useI18n()
  const units = useUnits()
  const categories = useCategories()
  const { data: fields } = useQuery({ queryKey: ['fields'], queryFn: () => data(api.GET('/api/v1/fields')), staleTime: 60_000 })
  const { data: texts } = useQuery({ queryKey: ['canned-texts', 'shared'], queryFn: () => data(api.GET('/api/v1/canned-texts', { params: { query: { limit: 200 } } })), staleTime: 60_000 })
  const { data: people } = useQuery({
    queryKey: ['users', 'all', 'any'],
    staleTime: 60_000,
    retry: false,
    queryFn: () => everyPage((after) => answer(api.GET('/api/v1/users', { params: { query: { limit: 200, after } } }))),
  })
  const names = computed(() => new Map((people.value ?? []).map((u) => [u.id, u.name])))
  const unit = (id: string) => units.value.find((u) => u.value === id)?.label ?? id
  const person = (id: string) => names.value.get(id) ?? id
  const fieldName = (field: OwnField | undefined) => (field ? field.names[language.value === 'en' ? 'en' : language.value === 'zh-Hant' ? 'zh_hant' : 'zh_hans'] : '')
  const own = (id: string | null | undefined) => (fields.value ?? []).find((f) => f.id === id)
  const or = (list: string[]) => list.join(t('inbox.filter.or'))

  function value(c: Condition, v: string): string {
    if (v === 'none' && c.on !== 'words') return c.on === 'handler' ? t('inbox.filter.none') : t('rules.nothing')
    if (v === 'filled') return t('rules.filled')
    if (v === 'yes' || v === 'no') return t(`common.${v}`)
    if (c.on === 'own_field') {
      const option = own(c.field)?.options.find((o) => o.code === v)
      return option ? option.names[language.value === 'en' ? 'en' : language.value === 'zh-Hant' ? 'zh_hant' : 'zh_hans'] : v
    }
    if (c.on === 'words') return t('rules.quoted', { word: v })
    if (c.on === 'unit') return unit(v)
    if (c.on === 'handler') return person(v)
    if (c.on === 'category') return categories.value.find((k) => k.value === v)?.label ?? v
    const field = subjects[c.on]
    return field?.as === 'codes' ? codeWord(field, v) : v
  }
  const subject = (c: Condition) => (c.on === 'own_field' ? fieldName(own(c.field)) || word('RuleSubject', c.on) : word('RuleSubject', c.on))
  const span = (minutes: number) => {
    const { count, per } = spanOf(minutes)
    return t(`rules.span.${per}`, { n: count }, count)
  }

  function trigger(given: Trigger): string {
    if (given.kind === 'event') return or(given.happenings.map((h) => word('Happening', h)))
    return t(`rules.moment.${given.moment}`, { span: span(given.minutes) })
  }
  function condition(c: Condition): string {
    return t(c.not ? 'rules.isNot' : c.on === 'escalation_level' ? 'rules.atLeast' : 'rules.is', { what: subject(c), value: or(c.any_of.map((v) => value(c, v))) })
  }
  function action(a: Action): string {
    const kind = t(`rules.action.${a.kind}`)
    const what = (() => {
      switch (a.kind) {
        case 'assign':
          return person(a.handler)
        case 'offer_transfer':
          return a.to.kind === 'unit' ? unit(a.to.id) : person(a.to.id)
        case 'set_priority':
          return word('Priority', a.priority)
        case 'set_severity':
          return word('Severity', a.severity)
        case 'escalate':
          return word('EscalationCause', a.cause)
        case 'pause':
          return word('WaitReason', a.reason)
        case 'send_text':
          return (texts.value ?? []).find((x) => x.id === a.text)?.name ?? ''
        case 'set_field':
          return fieldName(own(a.field))
        case 'notify':
          return [...(a.roles ?? []).map((r) => word('Role', r)), ...(a.users ?? []).map(person)].join('、')
        default:
          return a.text
      }
    })()
    return what ? t('rules.does', { kind, what }) : kind
  }
  return { trigger, condition, action, value, subject, fields, own, fieldName, names, unit }
}
