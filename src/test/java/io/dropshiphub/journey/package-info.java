/**
 * Whole journeys through real processes: a hub, a sandbox, their HTTP, files and database, and nothing replaced. Each test
 * leaves the logs of its processes in {@code target/journey/<test>/}.
 */
package io.dropshiphub.journey;
