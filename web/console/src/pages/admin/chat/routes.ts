import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/chat',
    name: 'admin.chat',
    component: () => import('./chat.vue'),
    meta: { title: 'chats.admin.title', words: ['chats', 'manage'], permission: 'user.admin', navigation: { icon: 'i-lucide-message-square-code', order: 212, group: 'admin' } },
  },
]
