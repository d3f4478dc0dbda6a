/** What people ask and tell the hub over REST: each desk answers for one subject, its routes are in {@code routes/admin}. */
package io.dropshiphub.admin.desk;
