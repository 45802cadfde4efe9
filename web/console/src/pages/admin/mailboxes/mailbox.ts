import type { components } from '@/api/schema'

type Server = components['schemas']['MailServer']

/** A server as it stands in the form. */
export interface ServerForm {
  on: boolean
  host: string
  port: string
  security: Server['security']
  user: string
  oauth2: boolean
  secret: string
}

/** The form of a server; a new one begins with the port that is usual behind TLS. */
export function serverForm(is: Server | null | undefined, port: number, on: boolean): ServerForm {
  return { on, host: is?.host ?? '', port: String(is?.port ?? port), security: is?.security ?? 'tls', user: is?.user ?? '', oauth2: is?.oauth2 ?? false, secret: '' }
}

/** What the form says, as the server takes it; null when it is not used. */
export function serverOf(form: ServerForm): Server | null {
  if (!form.on) return null
  return { host: form.host.trim(), port: Number(form.port), security: form.security, user: form.user.trim() || null, oauth2: form.oauth2 }
}

/** How an access token is renewed, as it stands in the form. */
export interface RenewalForm {
  on: boolean
  endpoint: string
  client: string
  scope: string
  clientSecret: string
  refreshToken: string
}

type Renewal = components['schemas']['MailboxRenewal']

export function renewalForm(is: Renewal | null | undefined): RenewalForm {
  return { on: Boolean(is), endpoint: is?.token_endpoint ?? '', client: is?.client_id ?? '', scope: is?.scope ?? '', clientSecret: '', refreshToken: '' }
}

/** What the form says of renewal; only a token of OAuth2 is renewed. */
export function renewalOf(form: RenewalForm, servers: ServerForm[]): { renewal: Renewal | null; client_secret?: string; refresh_token?: string } {
  if (!form.on || !servers.some((s) => s.on && s.oauth2)) return { renewal: null }
  return {
    renewal: { token_endpoint: form.endpoint.trim(), client_id: form.client.trim(), scope: form.scope.trim() },
    ...(form.clientSecret === '' ? {} : { client_secret: form.clientSecret }),
    ...(form.refreshToken === '' ? {} : { refresh_token: form.refreshToken }),
  }
}

/** A secret that was typed; undefined keeps the one there is. */
export const secretOf = (form: ServerForm): string | undefined => (form.on && form.secret !== '' ? form.secret : undefined)

/** Whether a form can be sent. */
export const complete = (form: ServerForm): boolean => !form.on || (form.host.trim() !== '' && /^[1-9]\d{0,4}$/.test(form.port))

const troubles = ['unreachable', 'no_tls', 'wrong_credentials', 'no_such_folder', 'timeout', 'lost', 'renewal']

/** What to do where a token could not be renewed, by the provider's own code (RFC 6749 §5.2); null for another trouble. */
export function renewalTodo(error: string): string | null {
  const code = /^renewal: (\w+)/.exec(error)?.[1]
  if (code === undefined) return null
  if (code === 'invalid_grant') return 'mailboxes.renewalTodo.invalid_grant'
  return code === 'invalid_client' || code === 'unauthorized_client' ? 'mailboxes.renewalTodo.invalid_client' : 'mailboxes.renewalTodo.other'
}

/** The key of the words for why a mailbox does not work, and what the other side said. */
export function troubleOf(error: string): { key: string; said: string } {
  const [, code = '', said = ''] = /^(\w+): ([\s\S]*)$/.exec(error) ?? []
  return troubles.includes(code) ? { key: `mailboxes.trouble.${code}`, said } : { key: 'mailboxes.trouble.other', said: error }
}
