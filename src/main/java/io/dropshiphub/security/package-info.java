/**
 * Who may do what, and what must stay secret: users and their log-ins, the vault, the audit log, security events.
 */
package io.dropshiphub.security;
