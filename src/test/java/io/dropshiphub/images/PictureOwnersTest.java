package io.dropshiphub.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.Scope;
import io.dropshiphub.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PictureOwnersTest {

    private static final ImageRef SHARED = new ImageRef("https://example.com/shared.jpg");
    private static final ImageRef OWN = new ImageRef("https://example.com/own.jpg");

    private final TestDatabase database = TestDatabase.create();
    private final PictureOwners owners = new PictureOwners(database.jdbc());
    private final ImageJobList jobs = new ImageJobList(database.jdbc());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_picture_is_seen_by_everybody_whose_products_name_it_and_by_nobody_else() {
        long anna = user("anna");
        long berta = user("berta");
        job(SHARED);
        job(OWN);

        owners.note(batchOf(anna), List.of(SHARED, OWN));
        owners.note(batchOf(berta), List.of(SHARED));

        assertThat(seenBy(Scope.of(anna))).containsExactlyInAnyOrder(SHARED.url(), OWN.url());
        assertThat(seenBy(Scope.of(berta))).containsExactly(SHARED.url());
        assertThat(seenBy(Scope.of(user("cleo")))).isEmpty();
        assertThat(seenBy(Scope.ALL)).hasSize(2);
    }

    @Test
    void noting_again_costs_no_statement_and_another_hub_may_have_noted_it() {
        UUID batch = batchOf(user("anna"));
        owners.note(batch, List.of(OWN));
        new PictureOwners(database.jdbc()).note(batch, List.of(OWN));
        database.jdbc().sql("delete from image_source_owner").update();

        owners.note(batch, List.of(OWN, SHARED));

        assertThat(database.jdbc()
                        .sql("select source_key from image_source_owner")
                        .query(String.class)
                        .list())
                .containsExactly(PictureWork.sourceKey(SHARED));
    }

    @Test
    void a_database_that_is_away_stops_no_listing() {
        UUID batch = batchOf(user("anna"));
        database.jdbc()
                .sql("alter table image_source_owner rename to elsewhere")
                .update();

        owners.note(batch, List.of(OWN));
        database.jdbc()
                .sql("alter table elsewhere rename to image_source_owner")
                .update();
        owners.note(batch, List.of(OWN));

        assertThat(database.jdbc()
                        .sql("select count(*) from image_source_owner")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    private List<String> seenBy(Scope scope) {
        return jobs.newest(scope, null, 10).stream()
                .map(ImageJobList.Job::source)
                .toList();
    }

    private long user(String name) {
        return database.jdbc()
                .sql("insert into app_user (username) values (?) returning id")
                .param(name)
                .query(Long.class)
                .single();
    }

    private UUID batchOf(long user) {
        return database.jdbc().sql("""
                        insert into registration_batch (id, user_id, name, source, dedupe_key, status, platforms, priority,
                            max_attempts, fit_images)
                        values (gen_random_uuid(), ?, 'n', 'rest', gen_random_uuid()::text, 'processing', '{naver}', 'normal', 3, true)
                        returning id""").param(user).query(UUID.class).single();
    }

    private void job(ImageRef image) {
        database.jdbc()
                .sql("insert into image_processing_job (source_key, source, state) values (?, ?, 'done')")
                .params(PictureWork.sourceKey(image), image.url())
                .update();
    }
}
