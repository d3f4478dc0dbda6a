package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.accounts.AccountRecovery;
import io.dropshiphub.accounts.ListingTemplates;
import io.dropshiphub.product.Caller;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The named listing templates of an account, one of which is its default. */
@Component
public class TemplateDesk {

    private final ListingTemplates templates;
    private final AccountRecovery recovery;
    private final Visible visible;
    private final RequestBody bodies;
    private final AuditLog audit;

    TemplateDesk(
            ListingTemplates templates, AccountRecovery recovery, Visible visible, RequestBody bodies, AuditLog audit) {
        this.templates = templates;
        this.recovery = recovery;
        this.visible = visible;
        this.bodies = bodies;
        this.audit = audit;
    }

    /** All templates of an account. */
    public List<ListingTemplates.Named> list(@Variable(Caller.VARIABLE) Caller caller, @Header("id") String id) {
        return templates.list(visible.account(caller, id).id());
    }

    /** One template. */
    public ListingTemplates.Named show(
            @Variable(Caller.VARIABLE) Caller caller, @Header("id") String id, @Header("name") String name) {
        return templates.named(visible.account(caller, id).id(), name);
    }

    /** Writes a template as a whole. */
    public ListingTemplates.Named put(
            @Variable(Caller.VARIABLE) Caller caller,
            @Header("id") String id,
            @Header("name") String name,
            @Body String body)
            throws JsonProcessingException {
        long account = visible.account(caller, id).id();
        ObjectNode settings = bodies.object(body);
        if (settings.isEmpty()) {
            throw BadRequest.body("send the whole template; GET shows the present one.");
        }
        templates.put(account, name, settings);
        tell(caller, "template.put", account, name);
        recovery.templateChanged(account);
        return templates.named(account, name);
    }

    /** Removes a template that is not the default one. */
    public List<ListingTemplates.Named> remove(
            @Variable(Caller.VARIABLE) Caller caller, @Header("id") String id, @Header("name") String name) {
        long account = visible.account(caller, id).id();
        templates.remove(account, name);
        tell(caller, "template.remove", account, name);
        return templates.list(account);
    }

    /** Has listings made with this template from now on. */
    public List<ListingTemplates.Named> makeDefault(
            @Variable(Caller.VARIABLE) Caller caller, @Header("id") String id, @Header("name") String name) {
        long account = visible.account(caller, id).id();
        templates.makeDefault(account, name);
        tell(caller, "template.default", account, name);
        recovery.templateChanged(account);
        return templates.list(account);
    }

    private void tell(Caller caller, String action, long account, String name) {
        audit.append(AuditEntry.done(caller.username(), action, "account:" + account, Map.of("template", name)));
    }
}
