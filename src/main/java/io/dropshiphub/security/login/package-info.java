/** The inside of log-ins: users, passwords, tokens, API keys, the external issuer, the first start. */
package io.dropshiphub.security.login;
