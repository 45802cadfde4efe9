/** Pictures of codes. Named as literals, so that they are in the bundle. */
const channels: Record<string, string> = {
  phone: 'i-lucide-phone',
  voicemail: 'i-lucide-voicemail',
  email: 'i-lucide-mail',
  web: 'i-lucide-globe',
  chat: 'i-lucide-message-circle',
  app: 'i-lucide-smartphone',
  social_media: 'i-lucide-megaphone',
  walk_in: 'i-lucide-store',
  letter: 'i-lucide-file-text',
  regulator: 'i-lucide-landmark',
  proactive: 'i-lucide-radar',
}

export const channelIcon = (channel: unknown): string => channels[String(channel)] ?? 'i-lucide-inbox'

const events: Record<string, string> = {
  registered: 'i-lucide-inbox',
  classified: 'i-lucide-tags',
  converted: 'i-lucide-replace',
  emergency_declared: 'i-lucide-siren',
  emergency_lowered: 'i-lucide-shield-check',
  stage_entered: 'i-lucide-milestone',
  assigned: 'i-lucide-user-check',
  transfer_offered: 'i-lucide-arrow-right-left',
  transfer_accepted: 'i-lucide-user-check',
  transfer_refused: 'i-lucide-user-x',
  ping_pong_alerted: 'i-lucide-triangle-alert',
  contact_logged: 'i-lucide-phone-call',
  attached: 'i-lucide-paperclip',
  chased: 'i-lucide-bell-ring',
  portal_link_made: 'i-lucide-link',
  portal_links_revoked: 'i-lucide-unlink',
  paused: 'i-lucide-circle-pause',
  resumed: 'i-lucide-circle-play',
  verified: 'i-lucide-search-check',
  solution_proposed: 'i-lucide-lightbulb',
  evidence_recorded: 'i-lucide-file-search',
  evidence_requested: 'i-lucide-file-question',
  evidence_answered: 'i-lucide-file-check',
  evidence_declined: 'i-lucide-file-x',
  evidence_overdue: 'i-lucide-alarm-clock-off',
  visit_planned: 'i-lucide-map-pin',
  visit_done: 'i-lucide-map-pin-check',
  visit_missed: 'i-lucide-map-pin-off',
  support_requested: 'i-lucide-life-buoy',
  support_answered: 'i-lucide-life-buoy',
  contained: 'i-lucide-shield',
  duty_asked: 'i-lucide-siren',
  emergency_accepted: 'i-lucide-hand',
  safety_assessed: 'i-lucide-shield-alert',
  substitute_recorded: 'i-lucide-replace',
  loaner_handed_out: 'i-lucide-hand-helping',
  loaner_taken_back: 'i-lucide-undo-2',
  loaner_overdue: 'i-lucide-alarm-clock',
  found_irreparable: 'i-lucide-unplug',
  remedy_planned: 'i-lucide-list-checks',
  failure_review_asked: 'i-lucide-search-alert',
  failure_review_overdue: 'i-lucide-alarm-clock',
  wish_recorded: 'i-lucide-message-square-heart',
  care_planned: 'i-lucide-heart-handshake',
  care_due: 'i-lucide-heart-handshake',
  care_contacted: 'i-lucide-heart-handshake',
  care_declined: 'i-lucide-phone-off',
  failure_reviewed: 'i-lucide-search-check',
  liability_decided: 'i-lucide-scale',
  approval_requested: 'i-lucide-stamp',
  approval_decided: 'i-lucide-stamp',
  approval_overdue: 'i-lucide-alarm-clock-off',
  remedy_carried_out: 'i-lucide-package-check',
  complaint_adjudicated: 'i-lucide-gavel',
  adjudication_appealed: 'i-lucide-message-circle-warning',
  appeal_decided: 'i-lucide-gavel',
  adjudication_reversed: 'i-lucide-undo-2',
  solution_answered: 'i-lucide-message-square-reply',
  resolved: 'i-lucide-circle-check',
  reported_to_hq: 'i-lucide-building-2',
  followed_up: 'i-lucide-phone-outgoing',
  result_confirmed: 'i-lucide-badge-check',
  reassessment_started: 'i-lucide-refresh-cw',
  escalated: 'i-lucide-trending-up',
  escalation_taken_up: 'i-lucide-hand',
  escalation_overdue: 'i-lucide-trending-up',
  sponsor_asked: 'i-lucide-crown',
  sponsor_overdue: 'i-lucide-crown',
  sponsor_named: 'i-lucide-crown',
  dispute_opened: 'i-lucide-handshake',
  dispute_round_held: 'i-lucide-messages-square',
  dispute_moved: 'i-lucide-milestone',
  terms_shown: 'i-lucide-scroll-text',
  evidence_pack_made: 'i-lucide-folder-archive',
  closed: 'i-lucide-archive',
  reopened: 'i-lucide-rotate-ccw',
  archived: 'i-lucide-archive',
  linked: 'i-lucide-link',
  stalled: 'i-lucide-hourglass',
  clock_breached: 'i-lucide-alarm-clock-off',
  text_set: 'i-lucide-pencil',
  fields_set: 'i-lucide-text-cursor-input',
}

export const eventIcon = (event: string): string => events[event] ?? (event.startsWith('clock_') ? 'i-lucide-clock' : 'i-lucide-dot')

/** Of a file by its type. */
export function fileIcon(type: string): string {
  if (type.startsWith('image/')) return 'i-lucide-image'
  if (type.startsWith('audio/')) return 'i-lucide-audio-lines'
  if (type.startsWith('video/')) return 'i-lucide-film'
  if (type === 'application/pdf') return 'i-lucide-file-text'
  if (type === 'application/zip') return 'i-lucide-file-archive'
  return 'i-lucide-file'
}

/** Its size for people. */
export function fileSize(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`
  if (bytes < 1_024 * 1_024) return `${Math.round(bytes / 1_024)} kB`
  return `${(bytes / 1_024 / 1_024).toFixed(1)} MB`
}
