// The file that a browser asks for by the name /service-worker.js; what it does stands in keep-pages.ts, where types are checked.
import './keep-pages.ts';
