package io.dropshiphub.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How accounts fared last, and who probes them: the table that all hub instances share. */
@Component
class HealthStore {

    /**
     * @param probeDue when it is probed next; may be older than its pause
     * @param probes how often it was probed in vain since it was paused
     * @param probingUntil a probe is under way until then at the latest; null when none is
     */
    record Row(
            long accountId,
            HealthState state,
            Instant since,
            Instant probeDue,
            int probes,
            Instant probingUntil,
            String probeSaid) {

        boolean probing(Instant now) {
            return probingUntil != null && now.isBefore(probingUntil);
        }
    }

    private static final int HISTORY = 20;

    private final JdbcClient database;

    HealthStore(JdbcClient database) {
        this.database = database;
    }

    Map<Long, Row> all() {
        return database.sql("select * from account_health").query((found, n) -> row(found)).list().stream()
                .collect(Collectors.toMap(Row::accountId, Function.identity()));
    }

    Optional<Row> find(long accountId) {
        return database.sql("select * from account_health where account_id = ?")
                .param(accountId)
                .query((found, n) -> row(found))
                .optional();
    }

    /** Notes a state; whether it is another one than before, which only one hub is told. */
    boolean change(long accountId, HealthRules.Finding finding, Instant now) {
        int changed = database.sql("""
                        with changed as (
                            insert into account_health as old (account_id, state, why, since) values (:id, :state, :why, :now)
                            on conflict (account_id) do update set state = :state, why = :why, since = :now
                            where old.state <> :state
                            returning 1)
                        insert into account_health_event (account_id, at, state, why)
                        select :id, :now, :state, :why from changed""")
                .param("id", accountId)
                .param("state", finding.state().word())
                .param("why", finding.why())
                .param("now", Timestamp.from(now))
                .update();
        return changed > 0;
    }

    List<AccountHealth.Change> history(long accountId) {
        return database.sql(
                        "select at, state, why from account_health_event where account_id = ? order by id desc limit ?")
                .params(accountId, HISTORY)
                .query((found, n) -> new AccountHealth.Change(
                        found.getTimestamp(1).toInstant(), HealthState.of(found.getString(2)), found.getString(3)))
                .list();
    }

    /** Has the account probed from now on, also by a hub that thinks it has time; earlier vain probes are forgotten. */
    void probeSoon(long accountId, Instant now) {
        database.sql("""
                        update account_health set probe_due = ?, probes = 0, probing_until = null where account_id = ?""").params(Timestamp.from(now), accountId).update();
    }

    /** Takes the probe of an account, until then; false when another hub has it. */
    boolean takeProbe(long accountId, Instant now, Instant until) {
        int taken = database.sql("""
                        update account_health set probing_until = :until
                        where account_id = :id and (probing_until is null or probing_until <= :now)""")
                .param("until", Timestamp.from(until))
                .param("id", accountId)
                .param("now", Timestamp.from(now))
                .update();
        return taken > 0;
    }

    /** Ends the probe that was taken until then; nothing happens when new credentials have ended it already. */
    void probed(long accountId, Instant takenUntil, int probes, Instant next, String said) {
        database.sql("""
                        update account_health set probing_until = null, probes = ?, probe_due = ?, probe_said = ?
                        where account_id = ? and probing_until = ?""")
                .params(probes, next == null ? null : Timestamp.from(next), said, accountId, Timestamp.from(takenUntil))
                .update();
    }

    /** Notes that it was told that a key expires; false when somebody has told so already. Null: a new key. */
    boolean warn(long accountId, Integer days) {
        int changed = database.sql(
                        "update account_health set key_warning = :days where account_id = :id and key_warning is distinct from :days")
                .param("days", days, java.sql.Types.INTEGER)
                .param("id", accountId)
                .update();
        return changed > 0;
    }

    private static Row row(ResultSet found) throws SQLException {
        return new Row(
                found.getLong("account_id"),
                HealthState.of(found.getString("state")),
                found.getTimestamp("since").toInstant(),
                instant(found.getTimestamp("probe_due")),
                found.getInt("probes"),
                instant(found.getTimestamp("probing_until")),
                found.getString("probe_said"));
    }

    private static Instant instant(Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
