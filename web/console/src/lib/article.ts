import { say } from '@/i18n'

/** An article of law as the server names it (`消费者权益保护法 art. 55`), as the language of the page writes it. */
export function article(named: string): string {
  const [, law, n] = /^(.+) art\. (\d+)$/.exec(named) ?? []
  return law && n ? say('common.article', { law, n }) : named
}
