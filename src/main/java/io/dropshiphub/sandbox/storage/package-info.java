/** Simulators of Google Cloud Storage and Supabase Storage, and the objects they hold. */
package io.dropshiphub.sandbox.storage;
