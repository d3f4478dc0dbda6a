package io.dropshiphub.security.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dropshiphub.product.CodedProblem;
import io.dropshiphub.product.Role;
import io.dropshiphub.security.AuditLog;
import io.dropshiphub.security.SecurityEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How the first administrator gets in, and the key for curl on the developer's machine. */
@LogInTest
class FirstStartTest {

    private static final String OWN = "three blue kettles";
    private static final String HERE = "192.0.2.7";
    private static final int HUBS = 8;

    @Autowired
    private UserRows rows;

    @Autowired
    private LoginWaits waits;

    @Autowired
    private ApiKeyRing keys;

    @Autowired
    private AuditLog audit;

    @Autowired
    private SecurityEvents events;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    @TempDir
    private Path folder;

    private Path passwordFile;

    @BeforeEach
    void nobody_has_a_password_or_may_administer_without_one() {
        passwordFile = folder.resolve("security/admin-password");
        jdbc.sql("update app_user set password_hash = null, one_time_password = false, last_login_at = null")
                .update();
        jdbc.sql("update app_user set role = 'SELLER' where id <> 1").update();
        jdbc.sql("truncate login_failure, login_address").update();
    }

    @Test
    void a_one_time_password_is_written_for_the_owners_eyes_and_gone_once_it_is_used() throws IOException {
        List<String> log = logOf(() -> start(""));
        String password = Files.readString(passwordFile).strip();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwordFile)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwordFile.getParent())))
                .isEqualTo("rwx------");
        assertThat(log)
                .singleElement()
                .asString()
                .contains(passwordFile.toString())
                .doesNotContain(password);
        assertThat(catchThrowableOfType(CodedProblem.class, () -> logIns("").byPassword("admin", password, null, HERE))
                        .code())
                .isEqualTo("HUB-SECURITY-303");

        assertThat(logIns("").byPassword("admin", password, OWN, HERE).role()).isEqualTo(Role.ADMIN);

        assertThat(passwordFile).doesNotExist();
        start("");
        assertThat(passwordFile).as("not the first start").doesNotExist();
        assertThat(logIns("").byPassword("admin", OWN, null, HERE).userId()).isEqualTo(1);
    }

    @Test
    void a_password_from_the_setting_works_at_once_and_is_not_set_again() {
        start(OWN);
        assertThat(logIns(OWN).byPassword("admin", OWN, null, HERE).userId()).isEqualTo(1);
        assertThat(passwordFile).doesNotExist();

        start("another one entirely");

        assertThat(logIns(OWN).byPassword("admin", OWN, null, HERE).userId()).isEqualTo(1);
    }

    @Test
    void nothing_is_made_while_somebody_else_may_administer() {
        long other = rows.add("deputy", Role.ADMIN, "{argon2}not-looked-at").orElseThrow();

        start("");

        assertThat(passwordFile).doesNotExist();
        assertThat(rows.byId(1).orElseThrow().passwordHash()).isNull();
        rows.setRole(other, Role.SELLER);
    }

    @Test
    void a_lost_one_time_password_is_replaced_by_the_setting() {
        start("");
        start("");
        start(OWN);

        assertThat(passwordFile).doesNotExist();
        assertThat(logIns(OWN).byPassword("admin", OWN, null, HERE).userId()).isEqualTo(1);
    }

    @Test
    void a_weak_password_in_the_setting_stops_the_start_and_is_not_repeated() {
        assertThatThrownBy(() -> start("password1234"))
                .hasMessageContaining("HUB-SECURITY-316")
                .hasMessageContaining("HUB_ADMIN_PASSWORD")
                .hasMessageNotContaining("password1234");
        assertThat(rows.byId(1).orElseThrow().passwordHash()).isNull();
    }

    @Test
    void a_folder_that_cannot_be_written_stops_the_start_and_changes_nothing() throws IOException {
        Files.writeString(folder.resolve("security"), "a file where the folder should be");

        assertThatThrownBy(() -> start(""))
                .hasMessageContaining("HUB-SECURITY-317")
                .hasMessageContaining(passwordFile.toString());
        assertThat(rows.byId(1).orElseThrow().passwordHash()).isNull();
    }

    @Test
    void of_several_hubs_that_start_at_once_one_makes_the_password() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(HUBS);
        try {
            List<Callable<Object>> hubs = new ArrayList<>();
            for (int i = 0; i < HUBS; i++) {
                Path own = folder.resolve("hub" + i).resolve("admin-password");
                hubs.add(Executors.callable(() -> firstStart("", own).afterSingletonsInstantiated()));
            }
            for (Future<Object> hub : threads.invokeAll(hubs)) {
                hub.get();
            }
        } finally {
            threads.shutdownNow();
        }

        List<Path> written;
        try (var files = Files.walk(folder)) {
            written = files.filter(Files::isRegularFile).toList();
        }
        assertThat(written).hasSize(1);
        String password = Files.readString(written.get(0)).strip();
        assertThat(logIns("").byPassword("admin", password, OWN, HERE).userId()).isEqualTo(1);
    }

    @Test
    void curl_gets_a_key_of_its_own_that_is_kept_while_its_file_is() throws IOException {
        Path file = folder.resolve("security/curl.conf");
        LocalApiKey local = localApiKey(file);
        local.afterSingletonsInstantiated();
        String first = Files.readString(file);
        String key = keyIn(file);

        assertThat(keys.verify(key, HERE).role()).isEqualTo(Role.ADMIN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        local.afterSingletonsInstantiated();
        assertThat(file).hasContent(first.strip());

        Files.delete(file);
        local.afterSingletonsInstantiated();
        assertThat(Files.readString(file)).isNotEqualTo(first);
        assertThat(keys.works(key)).as("the key whose file is gone").isFalse();
    }

    @Test
    void hubs_on_one_database_that_keep_files_of_their_own_leave_each_others_keys_alone() throws IOException {
        Path here = folder.resolve("here/curl.conf");
        Path there = folder.resolve("there/curl.conf");
        localApiKey(here).afterSingletonsInstantiated();
        localApiKey(there).afterSingletonsInstantiated();
        String key = keyIn(here);
        assertThat(keys.works(key)).isTrue();

        Files.delete(there);
        localApiKey(there).afterSingletonsInstantiated();
        localApiKey(here).afterSingletonsInstantiated();

        assertThat(keyIn(here)).isEqualTo(key);
        assertThat(keys.works(key)).isTrue();
        assertThat(keys.works(keyIn(there))).isTrue();
    }

    private static String keyIn(Path file) throws IOException {
        return Files.readString(file).replaceFirst("^header = \"X-API-Key: (hub_[A-Za-z0-9_-]+)\"\n$", "$1");
    }

    @Test
    void without_the_setting_no_key_is_made() {
        localApiKey(null).afterSingletonsInstantiated();
        localApiKey(Path.of("")).afterSingletonsInstantiated();

        assertThat(folder).isEmptyDirectory();
    }

    private static List<String> logOf(Runnable work) {
        Logger logger = (Logger) LoggerFactory.getLogger("io.dropshiphub.security");
        Level usual = logger.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);
        try {
            work.run();
        } finally {
            logger.setLevel(usual);
            logger.detachAppender(lines);
        }
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void start(String adminPassword) {
        firstStart(adminPassword, passwordFile).afterSingletonsInstantiated();
    }

    private FirstStart firstStart(String adminPassword, Path file) {
        LoginProperties properties = properties(adminPassword, file, null);
        return new FirstStart(
                properties,
                rows,
                new PasswordHashes(properties),
                new AdminPasswordFile(properties),
                audit,
                transaction);
    }

    private PasswordLogIns logIns(String adminPassword) {
        LoginProperties properties = properties(adminPassword, passwordFile, null);
        return new PasswordLogIns(
                properties,
                rows,
                new PasswordHashes(properties),
                waits,
                new AdminPasswordFile(properties),
                events,
                audit,
                transaction);
    }

    private LocalApiKey localApiKey(Path file) {
        return new LocalApiKey(properties("", passwordFile, file), keys, rows, transaction);
    }

    private static LoginProperties properties(String adminPassword, Path passwordFile, Path keyFile) {
        return LogInTest.Settings.with(adminPassword, passwordFile, keyFile, LogInTest.Settings.oidc(""));
    }
}
