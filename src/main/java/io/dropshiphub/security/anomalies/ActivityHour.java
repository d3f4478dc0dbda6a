package io.dropshiphub.security.anomalies;

import io.dropshiphub.security.ActivityCounts;
import java.time.Instant;

/** How much of something a user did in an hour. */
record ActivityHour(String username, ActivityCounts.Kind kind, Instant hour, long n) {}
