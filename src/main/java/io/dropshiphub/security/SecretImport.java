package io.dropshiphub.security;

import java.util.List;

/** Takes secrets over that another program has encrypted as Fernet tokens. */
public interface SecretImport {

    /**
     * A secret to take over.
     *
     * @param token the Fernet token as text
     */
    record Row(SecretName name, String token) {

        /** Which one, without the token. */
        @Override
        public String toString() {
            return String.valueOf(name);
        }
    }

    /**
     * What became of a row.
     *
     * @param code null: it is stored; else why not
     * @param message the same in words
     */
    record Result(SecretName name, String code, String message) {}

    /**
     * Opens tokens and puts what is in them into the vault, each row by itself. A token's age does not matter.
     *
     * @param keys the Fernet keys that the tokens may be under; forgotten afterwards
     * @param replace whether a secret that the vault has already is replaced; else its row is refused
     * @param actor who does it, for the audit log
     * @return one result for each row, in their order
     * @throws io.dropshiphub.product.CodedProblem when one of the keys is no Fernet key: no row was looked at
     */
    List<Result> importFernet(List<String> keys, List<Row> rows, boolean replace, String actor);
}
