/** What joins features at start, so that they need not know each other. */
package io.dropshiphub.admin.start;
