/** Figures and alerts about the running hub. */
package io.dropshiphub.monitoring;
