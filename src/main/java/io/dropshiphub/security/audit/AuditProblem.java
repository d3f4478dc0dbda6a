package io.dropshiphub.security.audit;

import io.dropshiphub.product.CodedProblem;

/** The audit log cannot do what it is asked for. */
class AuditProblem extends CodedProblem {

    private AuditProblem(String code, String detail) {
        super(code, 500, detail);
    }

    static AuditProblem headGone() {
        return new AuditProblem(
                "HUB-SECURITY-201",
                "The row that says where the audit log ends is gone, so nothing can be added and what must be logged is"
                        + " refused. Somebody has changed the database by hand: check the log"
                        + " (GET /api/v1/security/audit/verify) and restore audit_head from a backup.");
    }
}
