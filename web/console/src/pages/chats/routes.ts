import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/chats',
    name: 'chats',
    component: () => import('./chats.vue'),
    meta: { title: 'chats.title', words: ['chats', 'codes-admin'], permission: 'case.message', navigation: { icon: 'i-lucide-messages-square', order: 35, group: 'work', go: 'l' } },
  },
]
