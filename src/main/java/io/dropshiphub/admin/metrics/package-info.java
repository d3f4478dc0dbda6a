/** The hub in metrics. */
package io.dropshiphub.admin.metrics;
