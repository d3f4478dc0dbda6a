package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.accounts.AccountRecovery;
import io.dropshiphub.accounts.CategoryMappings;
import io.dropshiphub.accounts.ListingTemplate;
import io.dropshiphub.accounts.ListingTemplates;
import io.dropshiphub.accounts.PlatformCategory;
import io.dropshiphub.platforms.PlatformRegistry;
import io.dropshiphub.product.Caller;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What listings are filled with: category mappings and listing templates. */
@Component
public class CatalogDesk {

    private final CategoryMappings categories;
    private final ListingTemplates templates;
    private final AccountRecovery recovery;
    private final AuditLog audit;
    private final Visible visible;
    private final PlatformRegistry platforms;
    private final RequestBody bodies;
    private final Logbook logbook;

    CatalogDesk(
            CategoryMappings categories,
            ListingTemplates templates,
            AccountRecovery recovery,
            AuditLog audit,
            Visible visible,
            PlatformRegistry platforms,
            RequestBody bodies,
            Logbook logbook) {
        this.categories = categories;
        this.templates = templates;
        this.recovery = recovery;
        this.audit = audit;
        this.visible = visible;
        this.platforms = platforms;
        this.bodies = bodies;
        this.logbook = logbook;
    }

    /** Which category stands for which. */
    public List<CategoryMappings.Mapping> categories() {
        return categories.list();
    }

    /** Maps a hub category: {@code {"hub_category": "…", "code": "…", "settings": {…}}}; settings may be left out. */
    public List<CategoryMappings.Mapping> mapCategory(
            @Variable(Caller.VARIABLE) Caller caller, @Header("platform") String platform, @Body String body)
            throws JsonProcessingException {
        ObjectNode request = bodies.object(body);
        String hubCategory = RequestBody.text(request, "hub_category");
        String code = RequestBody.text(request, "code");
        if (hubCategory == null || hubCategory.isBlank() || code == null || code.isBlank()) {
            throw BadRequest.body(
                    "hub_category and code are needed, e.g. {\"hub_category\": \"패션의류/티셔츠\", \"code\": \"56137\"}.");
        }
        if (platforms.find(platform).isEmpty()) {
            throw BadRequest.notFound("marketplace '" + platform + "'");
        }
        JsonNode settings = request.get("settings");
        PlatformCategory category = new PlatformCategory(
                code.strip(), settings instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode());
        logbook.write(
                caller,
                "category.map",
                "category:" + platform + "/" + hubCategory.strip(),
                Map.of("code", code.strip()),
                () -> categories.upsert(hubCategory.strip(), platform, category));
        return categories();
    }

    /** The listing template of an account. */
    public ListingTemplate template(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        return templates.of(visible.account(caller, id).id());
    }

    /** Replaces the listing template of an account by the settings in the body. */
    public ListingTemplate replaceTemplate(
            @Variable(Caller.VARIABLE) Caller caller, @Header("id") String id, @Body String body)
            throws JsonProcessingException {
        ObjectNode settings = bodies.object(body);
        if (settings.isEmpty()) {
            throw BadRequest.body("send the whole template; GET shows the present one.");
        }
        long account = visible.account(caller, id).id();
        templates.replace(account, settings);
        audit.append(AuditEntry.done(caller.username(), "template.replace", "account:" + account, Map.of()));
        recovery.templateChanged(account);
        return templates.of(account);
    }
}
