import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/texts',
    name: 'admin.texts',
    component: () => import('./texts.vue'),
    meta: { title: 'texts.title', words: ['texts'], permission: ['case.note', 'canned_text.write'], navigation: { icon: 'i-lucide-text-quote', order: 240, group: 'admin' } },
  },
]
