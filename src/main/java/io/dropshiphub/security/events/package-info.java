/** Security events' inside: counted per minute, stored, and handed on to alerting. */
package io.dropshiphub.security.events;
