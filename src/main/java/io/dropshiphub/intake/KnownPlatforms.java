package io.dropshiphub.intake;

import java.util.Set;
import java.util.function.Supplier;

/** The marketplace keys that may be targets ({@code coupang}, {@code naver}, {@code 11st}), in the order to show them. */
@FunctionalInterface
public interface KnownPlatforms extends Supplier<Set<String>> {}
