// The file that a browser asks for by the name /service-worker.js; what it does stands in these two, where types are checked.
import './hear-pushes.ts';
import './keep-pages.ts';
