/* The library's worker, as a script of this console's own origin. */
import 'pdfjs-dist/build/pdf.worker.min.mjs';
