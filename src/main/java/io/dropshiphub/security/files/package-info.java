/** Files with secrets, for the other parts of the room. */
package io.dropshiphub.security.files;
