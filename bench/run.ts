// Every bench of this folder, one after the other. A bench prints figures beside what is wanted of them, and never fails on a time.
import './core.js'
import './native.js'
