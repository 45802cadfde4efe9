import type { components } from '@/api/schema'

export type Account = components['schemas']['MessagingAccount']
export type Secret = 'token' | 'aes_key' | 'encrypt_key' | 'app_secret' | 'secret'

/** Which secrets a platform has, in the order in which its own pages show them. */
export const secretsOf: Record<Account['platform'], Secret[]> = {
  wechat: ['app_secret', 'token', 'aes_key'],
  wecom: ['app_secret', 'token', 'aes_key'],
  feishu: ['app_secret', 'token', 'encrypt_key'],
  dingtalk: ['app_secret', 'token', 'aes_key'],
  generic: ['secret'],
}

/** Those without which a new account cannot be made. */
export const needed: Record<Account['platform'], Secret[]> = { wechat: ['token'], wecom: ['token', 'aes_key'], feishu: ['token'], dingtalk: ['app_secret'], generic: ['secret'] }

/** What was typed of a platform's secrets; none: those it has stay. */
export function typed(platform: Account['platform'], given: Record<Secret, string>): Partial<Record<Secret, string>> | undefined {
  const some = secretsOf[platform].map((name) => [name, given[name].trim()] as const).filter(([, value]) => value !== '')
  return some.length > 0 ? Object.fromEntries(some) : undefined
}
