import type { FieldSort } from '@/lib/own-fields'

export const sortIcons: Record<FieldSort, string> = {
  text: 'i-lucide-text',
  number: 'i-lucide-hash',
  money: 'i-lucide-banknote',
  date: 'i-lucide-calendar',
  instant: 'i-lucide-calendar-clock',
  choice: 'i-lucide-circle-dot',
  multi_choice: 'i-lucide-list-checks',
  yes_no: 'i-lucide-toggle-left',
  user: 'i-lucide-user-round',
  unit: 'i-lucide-building-2',
}
