/** The routes on disk: loaded at start, checked and swapped in while the hub runs. */
package io.dropshiphub.admin.routes;
