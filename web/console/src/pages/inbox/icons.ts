import type { Line } from './case-list'

/** Icons of channels and of the views that come with the product. */
export const channelIcons: Record<Line['channel'], string> = {
  phone: 'i-lucide-phone',
  voicemail: 'i-lucide-voicemail',
  email: 'i-lucide-mail',
  web: 'i-lucide-globe',
  chat: 'i-lucide-message-circle',
  app: 'i-lucide-smartphone',
  social_media: 'i-lucide-at-sign',
  walk_in: 'i-lucide-store',
  letter: 'i-lucide-mail-open',
  regulator: 'i-lucide-landmark',
  proactive: 'i-lucide-radar',
}

export const viewIcons: Record<string, string> = {
  mine: 'i-lucide-user-round-check',
  unassigned: 'i-lucide-user-round-x',
  overdue: 'i-lucide-alarm-clock-off',
  due_soon: 'i-lucide-alarm-clock',
  waiting_customer: 'i-lucide-hourglass',
  waiting_parts: 'i-lucide-package-search',
  escalated: 'i-lucide-trending-up',
  emergencies: 'i-lucide-siren',
  offered_to_me: 'i-lucide-arrow-right-left',
  all_open: 'i-lucide-inbox',
  recently_closed: 'i-lucide-circle-check-big',
}
