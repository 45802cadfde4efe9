import { createApp } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import App from './app.vue'
import { found, isRequest } from './lib/key'
import { firstLanguage, i18n, speak } from './lib/words'
import Home from './pages/home.vue'
import './main.css'

found()
const router = createRouter({
  history: createWebHistory('/portal/'),
  routes: [
    { path: '/', component: Home },
    { path: '/submit', component: () => import('./pages/submit.vue') },
    // What a scanned code opens.
    { path: '/new', component: () => import('./pages/submit.vue') },
    { path: '/promise', component: () => import('./pages/promise.vue') },
    { path: '/faq', component: () => import('./pages/faq.vue') },
    { path: '/track', component: () => import('./pages/track.vue') },
    { path: '/case', component: () => import('./pages/own-case.vue') },
    // What a link to a request for evidence opens.
    { path: '/request', component: () => import('./pages/request.vue') },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
  scrollBehavior: () => ({ top: 0 }),
})
// A link opened in a page that stands already.
addEventListener('hashchange', () => found() && void router.replace({ path: isRequest() ? '/request' : '/case', query: { at: String(Date.now()) } }))

void speak(firstLanguage(), false).then(() => createApp(App).use(i18n).use(router).mount('#app'))
