/**
 * Calls to outside services: transport-neutral calls and replies, the step that hands them to Camel, time-outs and pools.
 * Everybody who calls may use it. Whom to call, and what the answer means, is the caller's business.
 */
package io.dropshiphub.calls;
