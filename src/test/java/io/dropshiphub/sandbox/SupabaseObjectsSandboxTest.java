package io.dropshiphub.sandbox;

import static io.dropshiphub.sandbox.SandboxCaller.text;
import static io.dropshiphub.sandbox.SandboxCaller.tree;
import static io.dropshiphub.sandbox.SupabaseCaller.ARCHIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signed addresses, listings, deleting, moving and copying. */
class SupabaseObjectsSandboxTest {

    private final SandboxCaller caller = new SandboxCaller(SandboxCaller.unlimited());
    private SupabaseCaller supabase;

    @BeforeEach
    void store() throws Exception {
        supabase = new SupabaseCaller(caller);
        for (String name : new String[] {"in/a.csv", "in/b.csv", "in/2025/c.csv", "z.csv"}) {
            supabase.upload(ARCHIVE + name, "text/csv", name);
        }
    }

    @AfterEach
    void close() {
        caller.close();
    }

    @Test
    void aSignedAddressOpensOneObjectForAWhile() throws Exception {
        String address = tree(supabase.post("/object/sign/hub-archive/in/a.csv", "{\"expiresIn\":60}"))
                .path("signedURL")
                .asText();
        assertThat(address).startsWith("/object/sign/hub-archive/in/a.csv?token=");
        HttpResponse<byte[]> read = supabase.send(supabase.open(address + "&download=rows.csv"));
        assertThat(text(read)).isEqualTo("in/a.csv");
        assertThat(read.headers().firstValue("Expires")).isPresent();
        assertThat(read.headers().firstValue("Content-Disposition").orElse("")).contains("rows.csv");
        assertCode(supabase.send(supabase.open(address.replace("a.csv", "b.csv"))), "InvalidSignature");
        assertCode(supabase.send(supabase.open(address + "x")), "InvalidJWT");
        assertCode(supabase.send(supabase.open("/object/sign/hub-archive/in/a.csv")), "FST_ERR_VALIDATION");
        caller.clock.advance(Duration.ofSeconds(60));
        HttpResponse<byte[]> late = supabase.send(supabase.open(address));
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(tree(late).path("message").asText()).isEqualTo("\"exp\" claim timestamp check failed");
    }

    @Test
    void onlyWhatIsThereIsSigned() throws Exception {
        String path = "/object/sign/hub-archive/in/a.csv";
        assertCode(supabase.post(path, "{\"expiresIn\":0}"), "FST_ERR_VALIDATION");
        assertCode(supabase.post(path, "{\"expiresIn\":\"x\"}"), "FST_ERR_VALIDATION");
        assertCode(supabase.post(path, "{}"), "FST_ERR_VALIDATION");
        assertCode(supabase.post("/object/sign/hub-archive/none", "{\"expiresIn\":1}"), "NoSuchKey");
        assertCode(supabase.post("/object/sign/none/a", "{\"expiresIn\":1}"), "NoSuchBucket");
    }

    @Test
    void tokensCanBeMadeWorthless() throws Exception {
        String address = tree(supabase.post("/object/sign/hub-archive/z.csv", "{\"expiresIn\":60}"))
                .path("signedURL")
                .asText();
        caller.fault("{\"service\":\"supabase\",\"kind\":\"token-expiry\",\"times\":1}");
        assertCode(supabase.send(supabase.open(address)), "InvalidJWT");
    }

    @Test
    void aSignedAddressMayTakeAnUpload() throws Exception {
        JsonNode signed = tree(supabase.post("/object/upload/sign/hub-archive/new.csv", ""));
        String address = signed.path("url").asText();
        assertThat(address).endsWith("?token=" + signed.path("token").asText());
        HttpResponse<byte[]> stored = supabase.send(supabase.open(address).PUT(BodyPublishers.ofString("new")));
        assertThat(tree(stored).path("Key").asText()).isEqualTo("hub-archive/new.csv");
        assertCode(supabase.send(supabase.open(address).PUT(BodyPublishers.ofString("again"))), "KeyAlreadyExists");
        assertCode(supabase.post("/object/upload/sign/hub-archive/new.csv", ""), "KeyAlreadyExists");
        String later = tree(supabase.post("/object/upload/sign/hub-archive/later.csv", ""))
                .path("url")
                .asText();
        caller.clock.advance(Duration.ofSeconds(60));
        assertCode(supabase.send(supabase.open(later).PUT(BodyPublishers.ofString("late"))), "InvalidJWT");
        assertCode(supabase.post("/object/upload/sign/hub-archive/a~b", ""), "InvalidKey");
    }

    @Test
    void manyAreDeletedAtOnce() throws Exception {
        JsonNode deleted = tree(delete("{\"prefixes\":[\"in/a.csv\",\"none\",\"z.csv\"]}"));
        assertThat(deleted).hasSize(2);
        assertThat(deleted.at("/0/name").asText()).isEqualTo("in/a.csv");
        assertThat(deleted.at("/0/metadata/mimetype").asText()).isEqualTo("text/csv");
        assertCode(supabase.get(ARCHIVE + "z.csv"), "NoSuchKey");
        assertCode(delete("{\"prefixes\":[]}"), "FST_ERR_VALIDATION");
        assertCode(delete("{}"), "FST_ERR_VALIDATION");
        String names = IntStream.range(0, 1001).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));
        assertCode(delete("{\"prefixes\":[" + names + "]}"), "InvalidRequest");
        assertThat(supabase.send(supabase.request(ARCHIVE + "in/b.csv").DELETE())
                        .statusCode())
                .isEqualTo(200);
        assertCode(supabase.send(supabase.request(ARCHIVE + "in/b.csv").DELETE()), "NoSuchKey");
    }

    private HttpResponse<byte[]> delete(String json) throws IOException {
        return supabase.send(supabase.request("/object/hub-archive")
                .header("Content-Type", "application/json")
                .method("DELETE", BodyPublishers.ofString(json)));
    }

    @Test
    void aFolderIsListedWithNamesOfItsOwn() throws Exception {
        JsonNode rows = tree(supabase.post("/object/list/hub-archive", "{\"prefix\":\"in\"}"));
        assertThat(rows.findValuesAsText("name")).containsExactly("2025", "a.csv", "b.csv");
        assertThat(rows.at("/0/id").isNull()).isTrue();
        assertThat(rows.at("/1/metadata/size").asInt()).isEqualTo(8);
        JsonNode second = tree(supabase.post(
                "/object/list/hub-archive",
                "{\"prefix\":\"in\",\"limit\":1,\"offset\":1,\"sortBy\":{\"column\":\"name\",\"order\":\"desc\"}}"));
        assertThat(second.findValuesAsText("name")).containsExactly("a.csv");
        assertThat(tree(supabase.post("/object/list/hub-archive", "{\"prefix\":\"in\",\"search\":\"b\"}")))
                .hasSize(1);
        assertCode(supabase.post("/object/list/hub-archive", "{}"), "FST_ERR_VALIDATION");
    }

    @Test
    void theNewerListingHasACursor() throws Exception {
        JsonNode first = tree(supabase.post("/object/list-v2/hub-archive", "{\"prefix\":\"in/\",\"limit\":2}"));
        assertThat(first.at("/objects/1/name").asText()).isEqualTo("in/a.csv");
        assertThat(first.path("hasNext").asBoolean()).isTrue();
        JsonNode second = tree(supabase.post(
                "/object/list-v2/hub-archive",
                "{\"prefix\":\"in/\",\"limit\":2,\"cursor\":\""
                        + first.path("nextCursor").asText() + "\"}"));
        assertThat(second.path("objects")).hasSize(1);
        assertThat(second.path("hasNext").asBoolean()).isFalse();
        JsonNode folders = tree(supabase.post("/object/list-v2/hub-archive", "{\"with_delimiter\":true}"));
        assertThat(folders.at("/folders/0/name").asText()).isEqualTo("in/");
        assertThat(folders.at("/objects/0/name").asText()).isEqualTo("z.csv");
        assertCode(supabase.post("/object/list-v2/hub-archive", "{\"limit\":0}"), "FST_ERR_VALIDATION");
    }

    @Test
    void anObjectMovesAndIsCopied() throws Exception {
        String from = "{\"bucketId\":\"hub-archive\",\"sourceKey\":\"z.csv\",\"destinationKey\":";
        JsonNode copied = tree(supabase.post("/object/copy", from + "\"y.csv\"}"));
        assertThat(copied.path("Key").asText()).isEqualTo("hub-archive/y.csv");
        assertCode(supabase.post("/object/copy", from + "\"in/a.csv\"}"), "KeyAlreadyExists");
        assertThat(tree(supabase.post("/object/move", from + "\"x.csv\"}"))
                        .path("message")
                        .asText())
                .isEqualTo("Successfully moved");
        assertCode(supabase.get(ARCHIVE + "z.csv"), "NoSuchKey");
        assertThat(text(supabase.get(ARCHIVE + "x.csv"))).isEqualTo("z.csv");
        assertThat(text(supabase.get(ARCHIVE + "y.csv"))).isEqualTo("z.csv");
        assertCode(supabase.post("/object/move", from + "\"w.csv\"}"), "NoSuchKey");
        assertCode(supabase.post("/object/move", from + "\"a~b\"}"), "InvalidKey");
        assertCode(supabase.post("/object/copy", "{}"), "FST_ERR_VALIDATION");
    }

    private static void assertCode(HttpResponse<byte[]> reply, String code) throws IOException {
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(tree(reply).path("code").asText()).isEqualTo(code);
    }
}
